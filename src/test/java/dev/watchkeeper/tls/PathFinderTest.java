package dev.watchkeeper.tls;

import static dev.watchkeeper.tls.Forge.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Forge.Made;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Of several ways to an anchor the one that holds now is taken, whatever is wrong with the others.
final class PathFinderTest {
    private static final String HOST = "docs.example";
    private static final Made ROOT = Forge.authority("Path Root").self();
    private static final Made OTHER = Forge.authority("Other Root").self();
    private static final TrustStore BOTH = Forge.trust(ROOT, OTHER);

    enum Flaw {
        EXPIRED(Kind.EXPIRED),
        EARLY(Kind.NOT_YET_VALID),
        CONSTRAINED(Kind.NAME_CONSTRAINT),
        MAIL_ONLY(Kind.KEY_PURPOSE),
        NO_AUTHORITY(Kind.NOT_A_CA),
        SHA1(Kind.WEAK_SIGNATURE);

        private final Kind kind;

        Flaw(Kind kind) {
            this.kind = kind;
        }

        Forge spoil(Forge forge) {
            return switch (this) {
                case EXPIRED -> forge.until(Forge.NOW.minusSeconds(1));
                case EARLY -> forge.from(Forge.NOW.plusSeconds(1));
                case CONSTRAINED -> constrained(forge);
                case MAIL_ONLY -> mailOnly(forge);
                case NO_AUTHORITY -> forge.without(Extension.basicConstraints);
                case SHA1 -> forge.signature("SHA1withECDSA");
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void aSpoiledWayBesideAGoodOneHarmsNobodyAndAloneItIsTold(Flaw flaw) {
        KeyPair keys = TestCertificates.ec("P-256");
        Made spoiled = flaw.spoil(Forge.authority("Middle").keys(keys)).by(ROOT);
        Made good = Forge.authority("Middle").keys(keys).by(OTHER);
        Made leaf = Forge.server(HOST).by(good);
        for (Made[] chain : new Made[][] {{leaf, spoiled, good}, {leaf, good, spoiled}}) {
            assertThat(Forge.judge(BOTH, HOST, chain).isAccepted(true)).isTrue();
            assertThat(kinds(Forge.judge(ROOT.trusted(), HOST, chain))).contains(flaw.kind);
            assertThat(Forge.judge(ROOT.trusted(), HOST, chain).isAccepted(true)).isFalse();
        }
    }

    @Test
    void aVerdictChangesWhenTheValidWayEnds() {
        KeyPair keys = TestCertificates.ec("P-256");
        Made brief = Forge.authority("Middle").keys(keys).until(Forge.NOW.plusSeconds(9)).by(ROOT);
        Made bound = constrained(Forge.authority("Middle").keys(keys)).by(ROOT);
        Made leaf = Forge.server(HOST).by(brief);
        var judge = new ChainJudge(ROOT.trusted());
        var chain = List.of(leaf.der(), brief.der(), bound.der());
        assertThat(judge.judge(chain, HOST, Forge.NOW).judgement().isAccepted(true)).isTrue();
        var after = judge.judge(chain, HOST, Forge.NOW.plusSeconds(10)).judgement();
        assertThat(kinds(after)).contains(Kind.EXPIRED);
        assertThat(judge.judge(chain, HOST, Forge.NOW).judgement().isAccepted(true)).isTrue();
    }

    @Test
    void aLimitOfThePathsLengthIsPassedByAnotherWay() {
        KeyPair keys = TestCertificates.ec("P-256");
        Made low = Forge.authority("Upper").keys(keys).pathLength(0).by(ROOT);
        Made high = Forge.authority("Upper").keys(keys).pathLength(1).by(ROOT);
        Made lower = Forge.authority("Lower").by(low);
        Made leaf = Forge.server(HOST).by(lower);
        assertThat(kinds(Forge.judge(ROOT.trusted(), HOST, leaf, lower, low)))
                .containsExactly(Kind.PATH_LENGTH);
        assertThat(Forge.judge(ROOT.trusted(), HOST, leaf, lower, low, high).isAccepted(true))
                .isTrue();
        Made short_ = Forge.authority("Short").pathLength(0).self();
        Made middle = Forge.authority("M").by(short_);
        assertThat(
                        kinds(
                                Forge.judge(
                                        short_.trusted(),
                                        HOST,
                                        Forge.server(HOST).by(middle),
                                        middle)))
                .containsExactly(Kind.PATH_LENGTH);
    }

    @Test
    void authoritiesThatSignEachOtherLeadNowhereOrOut() {
        Made a = Forge.authority("A").self();
        Made b = Forge.authority("B").self();
        Made ab = Forge.authority("A").keysOf(a).by(b);
        Made ba = Forge.authority("B").keysOf(b).by(a);
        Made leaf = Forge.server(HOST).by(a);
        assertThat(kinds(Forge.judge(ROOT.trusted(), HOST, leaf, ab, ba)))
                .containsExactly(Kind.CHAIN_INCOMPLETE);
        Made out = Forge.authority("B").keysOf(b).by(ROOT);
        assertThat(Forge.judge(ROOT.trusted(), HOST, leaf, ab, ba, out).isAccepted(true)).isTrue();
    }

    @Test
    void aCrowdOfAuthoritiesOfOneNameEndsInTime() {
        List<Made> crowd = new ArrayList<>();
        Made above = Forge.authority("Crowd").self();
        for (int i = 0; i < 60; i++) {
            crowd.add(above);
            above = Forge.authority("Crowd").by(above);
        }
        crowd.add(above);
        Collections.shuffle(crowd, new Random(4));
        crowd.addFirst(Forge.server(HOST).by(above));
        Instant start = Instant.now();
        Judgement judgement = Forge.judge(ROOT.trusted(), HOST, crowd.toArray(Made[]::new));
        assertThat(judgement.isAccepted(true)).isFalse();
        assertThat(kinds(judgement)).containsAnyOf(Kind.UNTRUSTED, Kind.RESOURCE_LIMIT);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    /// Each layer doubles the ways, all of them end at an anchor, and all are spoiled at the top.
    @Test
    void aLatticeOfSpoiledWaysEndsInTimeWithAFault() {
        List<Made> all = new ArrayList<>();
        List<KeyPair> keys = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            keys.add(TestCertificates.ec("P-256"));
        }
        Made upper = ROOT;
        for (int layer = 0; layer < 16; layer++) {
            Made one = lattice(layer, keys.get(layer), upper);
            all.add(one);
            all.add(lattice(layer, keys.get(layer), upper));
            all.add(lattice(layer, keys.get(layer), upper));
            upper = one;
        }
        Collections.reverse(all);
        all.addFirst(Forge.server("elsewhere.example").by(upper));
        Instant start = Instant.now();
        Judgement judgement =
                Forge.judge(ROOT.trusted(), "elsewhere.example", all.toArray(Made[]::new));
        assertThat(judgement.isAccepted(true)).isFalse();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    private static Made lattice(int layer, KeyPair keys, Made above) {
        Forge forge = Forge.authority("Layer " + layer).keys(keys);
        return (layer == 0 ? constrained(forge) : forge).by(above);
    }

    @Test
    void aNameThatDoesNotChainIsToldFromAMissingIssuer() {
        Made leaf = Forge.server(HOST).issuerName("CN=Somebody Else").by(ROOT);
        Judgement judgement = Forge.judge(OTHER.trusted(), HOST, leaf, ROOT);
        assertThat(kinds(judgement)).contains(Kind.NAME_CHAINING);
    }

    @Test
    void anIntermediateInTheStoreIsAnAnchor() {
        Made middle = Forge.authority("Middle").by(ROOT);
        Made leaf = Forge.server(HOST).by(middle);
        assertThat(Forge.judge(middle.trusted(), HOST, leaf).isAccepted(true)).isTrue();
        assertThat(Forge.judge(middle.trusted(), HOST, leaf, ROOT).isAccepted(true)).isTrue();
    }

    @Test
    void anEmptyStoreTrustsNobody() {
        var empty = TrustStore.of("nothing", List.of());
        assertThat(Forge.judge(empty, HOST, Forge.server(HOST).by(ROOT), ROOT).isAccepted(true))
                .isFalse();
    }

    private static Forge constrained(Forge forge) {
        var elsewhere = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "other.example"));
        return forge.with(
                Extension.nameConstraints,
                true,
                new NameConstraints(new GeneralSubtree[] {elsewhere}, null));
    }

    private static Forge mailOnly(Forge forge) {
        return forge.with(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_emailProtection));
    }
}
