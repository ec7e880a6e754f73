package dev.watchkeeper.tls;

import static dev.watchkeeper.tls.Forge.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Forge.Made;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/// Name constraints (RFC 5280 4.2.1.10) of all types, permitted and excluded, of intermediates and
/// of anchors. Paths are judged alone, so that only the constraints count.
final class NameConstraintTest {
    private static final Made ROOT = Forge.authority("Constraint Root").self();

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, true, true",
        "example.com, a.b.example.com, true, true",
        "example.com, A.Example.COM, true, true",
        "example.com, notexample.com, false, false",
        "example.com, example.com.evil.org, false, false",
        "example.com, *.example.com, true, true",
        "a.example.com, *.example.com, false, true",
        "a.b.example.com, *.example.com, false, false",
        ".example.com, a.example.com, true, true",
        ".example.com, example.com, false, false",
        ".example.com, *.example.com, true, true",
        "'', anything.example, true, true",
        "example.com, .example.com, false, true",
        "example.com, other.org., false, true",
        "example.com, a..example.com, false, true",
    })
    void dnsNames(String base, String name, boolean within, boolean touched) {
        check(GeneralName.dNSName, base, name, within, touched);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.7, true, true",
        "192.0.2.0/24, 192.0.3.7, false, false",
        "192.0.2.0/25, 192.0.2.128, false, false",
        "0.0.0.0/0, 203.0.113.9, true, true",
        "2001:db8::/32, 2001:db8::1, true, true",
        "2001:db8::/32, 2001:db9::1, false, false",
        "0.0.0.0/0, 2001:db8::1, false, false",
    })
    void addresses(String base, String name, boolean within, boolean touched) {
        check(GeneralName.iPAddress, base, name, within, touched);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, me@example.com, true, true",
        "example.com, me@a.example.com, false, false",
        ".example.com, me@a.example.com, true, true",
        ".example.com, me@example.com, false, false",
        "me@example.com, me@Example.com, true, true",
        "me@example.com, Me@example.com, false, false",
        "example.com, no-mail, false, true",
    })
    void mailAddresses(String base, String name, boolean within, boolean touched) {
        check(GeneralName.rfc822Name, base, name, within, touched);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, https://example.com/path, true, true",
        "example.com, https://user@example.com:8443/, true, true",
        "example.com, https://a.example.com/, false, false",
        ".example.com, https://a.example.com/, true, true",
        "example.com, https://evil.org/@example.com, false, false",
        "example.com, https://192.0.2.1/, false, true",
        "example.com, urn:no:host, false, true",
    })
    void resources(String base, String name, boolean within, boolean touched) {
        check(GeneralName.uniformResourceIdentifier, base, name, within, touched);
    }

    @ParameterizedTest
    @CsvSource({
        "'O=Good', 'O=Good,CN=a', true, true",
        "'O=good', 'O=Good,CN=a', true, true",
        "'O=Good', 'O=Bad,CN=a', false, false",
        "'O=Good,OU=x', 'O=Good', false, false",
        "'O=Good', 'CN=a,O=Good', false, false",
    })
    void directoryNamesCountInTheSubjectToo(
            String base, String name, boolean within, boolean touched) {
        check(GeneralName.directoryName, base, name, within, touched);
        var subtree = subtrees(new GeneralName(new X500Name(base)));
        assertThat(accepted(new NameConstraints(subtree, null), Forge.named(name)))
                .isEqualTo(within);
        assertThat(accepted(new NameConstraints(null, subtree), Forge.named(name)))
                .isEqualTo(!touched);
    }

    private static void check(int type, String base, String name, boolean within, boolean touched) {
        var subtree = subtrees(new GeneralName(type, base));
        Forge leaf = named(new GeneralName(type, name));
        assertThat(accepted(new NameConstraints(subtree, null), leaf)).isEqualTo(within);
        assertThat(accepted(new NameConstraints(null, subtree), leaf)).isEqualTo(!touched);
    }

    @Test
    void namesOfOtherTypesAreFree() {
        var permitted = subtrees(new GeneralName(GeneralName.dNSName, "example.com"));
        Forge leaf = named(new GeneralName(GeneralName.iPAddress, "192.0.2.1"));
        assertThat(accepted(new NameConstraints(permitted, null), leaf)).isTrue();
    }

    @Test
    void theMailAddressInASubjectCountsWhereThereAreNoOtherNames() {
        var permitted = subtrees(new GeneralName(GeneralName.rfc822Name, "example.com"));
        var constraints = new NameConstraints(permitted, null);
        assertThat(accepted(constraints, Forge.named("E=me@example.com"))).isTrue();
        assertThat(accepted(constraints, Forge.named("E=me@evil.org"))).isFalse();
    }

    @Test
    void aTypeWithoutRulesIsRefusedWhereItIsConstrainedAndUsed() {
        var other = new OtherName(new ASN1ObjectIdentifier("1.2.3"), new DERUTF8String("x"));
        var name = new GeneralName(GeneralName.otherName, other);
        var excluded = new NameConstraints(null, subtrees(name));
        assertThat(accepted(excluded, named(name))).isFalse();
        assertThat(accepted(excluded, named(new GeneralName(GeneralName.dNSName, "a.example"))))
                .isTrue();
    }

    @Test
    void anAnchorsConstraintsHoldAndSelfIssuedIntermediatesAreFreeOfThem() {
        var permitted = subtrees(new GeneralName(GeneralName.dNSName, "example.com"));
        var constraints = new NameConstraints(permitted, null);
        Made anchor =
                Forge.authority("Bound Root")
                        .with(Extension.nameConstraints, true, constraints)
                        .self();
        Made self =
                Forge.authority("Bound Root")
                        .with(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(GeneralName.dNSName, "other.org")))
                        .by(anchor);
        Made good = Forge.server("a.example.com").by(self);
        Made bad = Forge.server("other.org").by(self);
        assertThat(Forge.judge(anchor.trusted(), "a.example.com", good, self).isAccepted(true))
                .isTrue();
        assertThat(kinds(Forge.judge(anchor.trusted(), "other.org", bad, self)))
                .contains(Kind.NAME_CONSTRAINT);
    }

    @Test
    void theNamesOfIntermediatesCountAndLowerOnesCannotWiden() {
        var narrow = subtrees(new GeneralName(GeneralName.dNSName, "a.example.com"));
        var wide = subtrees(new GeneralName(GeneralName.dNSName, "example.com"));
        Made upper = authority("Upper", new NameConstraints(narrow, null)).by(ROOT);
        Made lower = authority("Lower", new NameConstraints(wide, null)).by(upper);
        assertThat(path(Forge.server("a.example.com").by(lower), lower, upper)).isTrue();
        assertThat(path(Forge.server("b.example.com").by(lower), lower, upper)).isFalse();
        Made named =
                Forge.authority("Named")
                        .with(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(GeneralName.dNSName, "b.org")))
                        .by(upper);
        assertThat(path(Forge.server("a.example.com").by(named), named, upper)).isFalse();
    }

    @Test
    void constraintsThatTakeMillionsOfComparisonsAreRefusedInTime() {
        GeneralSubtree[] many =
                IntStream.range(0, 2_000)
                        .mapToObj(i -> new GeneralName(GeneralName.dNSName, "t" + i + ".test"))
                        .map(GeneralSubtree::new)
                        .toArray(GeneralSubtree[]::new);
        GeneralName[] names =
                IntStream.range(0, 2_000)
                        .mapToObj(i -> new GeneralName(GeneralName.dNSName, "t" + i + ".test"))
                        .toArray(GeneralName[]::new);
        Made middle = authority("Many", new NameConstraints(many, many)).by(ROOT);
        Instant start = Instant.now();
        Judgement judgement =
                Forge.judge(ROOT.trusted(), "t0.test", named(names).by(middle), middle);
        assertThat(kinds(judgement)).contains(Kind.RESOURCE_LIMIT);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    private static Forge named(GeneralName... names) {
        return Forge.named("")
                .with(Extension.subjectAlternativeName, true, new GeneralNames(names));
    }

    private static Forge authority(String name, NameConstraints constraints) {
        return Forge.authority(name).with(Extension.nameConstraints, true, constraints);
    }

    private static GeneralSubtree[] subtrees(GeneralName base) {
        return new GeneralSubtree[] {new GeneralSubtree(base)};
    }

    private static boolean accepted(NameConstraints constraints, Forge leaf) {
        Made middle = authority("Constrained", constraints).by(ROOT);
        Judgement judgement = Forge.judge(ROOT.trusted(), "", leaf.by(middle), middle);
        if (!judgement.isAccepted(false)) {
            assertThat(kinds(judgement)).containsOnly(Kind.NAME_CONSTRAINT);
        }
        return judgement.isAccepted(false);
    }

    private static boolean path(Made... chain) {
        return Forge.judge(ROOT.trusted(), "", chain).isAccepted(false);
    }
}
