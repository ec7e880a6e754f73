package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.Forge.Made;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Policies as RFC 5280 6.1 demands for a client that wants none in particular.
final class PolicyGraphTest {
    private static final String A = "1.2.3.1";
    private static final String B = "1.2.3.2";
    private static final String ANY = PolicyRules.ANY;
    private static final Made ROOT = Forge.authority("Policy Root").self();

    @Test
    void withoutADemandPoliciesNeedNotAgree() {
        assertThat(holds(policies(middle(), A), policies(leaf(), B))).isTrue();
        assertThat(holds(middle(), policies(leaf(), B))).isTrue();
    }

    @Test
    void aDemandHoldsForAllBelowIt() {
        assertThat(holds(explicit(policies(middle(), A), 0), policies(leaf(), A))).isTrue();
        assertThat(holds(explicit(policies(middle(), A), 0), policies(leaf(), B))).isFalse();
        assertThat(holds(explicit(policies(middle(), A), 0), leaf())).isFalse();
        assertThat(holds(explicit(middle(), 0), policies(leaf(), A))).isFalse();
        assertThat(holds(explicit(policies(middle(), ANY), 0), policies(leaf(), B))).isTrue();
        assertThat(holds(policies(middle(), A), explicit(policies(leaf(), B), 0))).isFalse();
    }

    @Test
    void aDemandBeginsAfterAsManyCertificatesAsItSays() {
        assertThat(holds(explicit(middle(), 1), leaf())).isFalse();
        assertThat(holds(explicit(middle(), 2), leaf())).isTrue();
    }

    @Test
    void aMappingMakesOnePolicyMeanAnother() {
        Forge mapped = maps(explicit(policies(middle(), A), 0), A, B);
        assertThat(holds(mapped, policies(leaf(), B))).isTrue();
        Forge unmapped = maps(explicit(policies(middle(), A), 0), A, B);
        assertThat(holds(unmapped, policies(leaf(), A))).isFalse();
        Forge free =
                maps(middle().with(Extension.policyConstraints, true, constraints(0, -1)), A, B);
        assertThat(holds(policies(free, ANY), policies(leaf(), B))).isTrue();
    }

    @Test
    void mappingsAreOffWhereTheyAreInhibitedAndNeverTouchAny() {
        Made upper =
                policies(middle(), A)
                        .with(Extension.policyConstraints, true, constraints(0, 0))
                        .by(ROOT);
        Made lower = maps(policies(Forge.authority("Lower"), A), A, B).by(upper);
        assertThat(path(policies(leaf(), B).by(lower), lower, upper)).isFalse();
        assertThat(holds(maps(policies(middle(), ANY), ANY, B), leaf())).isFalse();
    }

    @Test
    void anyIsNoPolicyWhereItIsInhibited() {
        Forge inhibiting =
                explicit(policies(middle(), A), 0)
                        .with(Extension.inhibitAnyPolicy, true, new ASN1Integer(0));
        assertThat(holds(inhibiting, policies(leaf(), ANY))).isFalse();
        assertThat(holds(explicit(policies(middle(), A), 0), policies(leaf(), ANY))).isTrue();
    }

    /// The tree of RFC 5280 would double with each certificate.
    @Test
    void mappingsThatFanOutTakeNoTime() {
        List<String> all = IntStream.range(0, 16).mapToObj(i -> "1.2.9." + i).toList();
        List<Made> chain = new ArrayList<>();
        Made above = ROOT;
        for (int i = 0; i < 24; i++) {
            Forge next = policies(Forge.authority("Fan " + i), all.toArray(String[]::new));
            above = fan(i == 0 ? explicit(next, 0) : next, all).by(above);
            chain.addFirst(above);
        }
        chain.addFirst(policies(leaf(), all.getFirst()).by(above));
        Instant start = Instant.now();
        assertThat(path(chain.toArray(Made[]::new))).isTrue();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    private static Forge fan(Forge forge, List<String> all) {
        CertPolicyId[] from =
                all.stream()
                        .flatMap(_ -> all.stream())
                        .map(PolicyGraphTest::id)
                        .toArray(CertPolicyId[]::new);
        CertPolicyId[] to =
                all.stream()
                        .flatMap(p -> all.stream().map(_ -> id(p)))
                        .toArray(CertPolicyId[]::new);
        return forge.with(Extension.policyMappings, true, new PolicyMappings(from, to));
    }

    private static CertPolicyId id(String oid) {
        return CertPolicyId.getInstance(new ASN1ObjectIdentifier(oid));
    }

    private static Forge middle() {
        return Forge.authority("Middle");
    }

    private static Forge leaf() {
        return Forge.named("CN=leaf");
    }

    private static Forge policies(Forge forge, String... oids) {
        PolicyInformation[] all =
                Stream.of(oids)
                        .map(o -> new PolicyInformation(new ASN1ObjectIdentifier(o)))
                        .toArray(PolicyInformation[]::new);
        return forge.with(Extension.certificatePolicies, false, new CertificatePolicies(all));
    }

    private static Forge maps(Forge forge, String from, String to) {
        return forge.with(Extension.policyMappings, true, new PolicyMappings(id(from), id(to)));
    }

    private static Forge explicit(Forge forge, int after) {
        return forge.with(Extension.policyConstraints, true, constraints(after, -1));
    }

    private static DERSequence constraints(int explicit, int mapping) {
        var v = new ASN1EncodableVector();
        if (explicit >= 0) {
            v.add(new DERTaggedObject(false, 0, new ASN1Integer(explicit)));
        }
        if (mapping >= 0) {
            v.add(new DERTaggedObject(false, 1, new ASN1Integer(mapping)));
        }
        return new DERSequence(v);
    }

    private static boolean holds(Forge middle, Forge leaf) {
        Made issuer = middle.by(ROOT);
        return path(leaf.by(issuer), issuer);
    }

    private static boolean path(Made... chain) {
        return Forge.judge(ROOT.trusted(), "", chain).isAccepted(false);
    }
}
