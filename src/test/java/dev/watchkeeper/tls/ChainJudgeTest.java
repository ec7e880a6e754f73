package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Judgement.Verdict;
import dev.watchkeeper.tls.TestCertificates.Draft;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Each fault of a chain is found, and nothing is found in a good one.
final class ChainJudgeTest {
    private static final String NAME = "docs.example";
    private static final Issued ROOT = TestCertificates.root("Judge Root");
    private static final Issued MIDDLE = ROOT.issue(TestCertificates.authority("Judge Middle"));

    private final ChainJudge judge = new ChainJudge(ROOT.trusted());

    @Test
    void aGoodChainHasNoFault() {
        assertThat(judged(MIDDLE.issue(server())).faults()).isEmpty();
    }

    // fault 15
    @Test
    void anExpiredIntermediateIsToldFromAnExpiredLeaf() {
        Instant past = Instant.now().minus(Duration.ofDays(2).plusMinutes(1));
        Issued middle = ROOT.issue(TestCertificates.authority("Old Middle").until(past));
        Judgement verdict = judged(middle.issue(server()));
        assertThat(texts(verdict))
                .singleElement()
                .asString()
                .startsWith("the intermediate certificate 1 expired 2 days ago");
        assertThat(verdict.faults().getFirst().certificate()).isEqualTo(1);
        assertThat(texts(judged(MIDDLE.issue(server().until(past)))))
                .singleElement()
                .asString()
                .startsWith("the leaf certificate expired 2 days ago");
    }

    @Test
    void anExpiredCrossSignatureBesideAValidPathIsNoFault() {
        Issued oldRoot = TestCertificates.root("Old Root");
        Issued cross =
                oldRoot.issue(
                        TestCertificates.authority("Judge Root")
                                .until(Instant.now().minus(Duration.ofDays(100))));
        Issued leaf = MIDDLE.issue(server());
        assertThat(
                        judged(
                                        leaf.sending(
                                                leaf.certificate(),
                                                MIDDLE.certificate(),
                                                cross.certificate()))
                                .faults())
                .isEmpty();
    }

    @Test
    void aCertificateOfTomorrowIsNotYetValid() {
        Instant tomorrow = Instant.now().plus(Duration.ofHours(24).plusMinutes(1));
        Judgement verdict = judged(MIDDLE.issue(server().from(tomorrow)));
        assertThat(kinds(verdict)).containsExactly(Kind.NOT_YET_VALID);
        assertThat(texts(verdict).getFirst()).contains("the leaf certificate", "in 1 day");
        assertThat(verdict.trust()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void aVerdictIsRememberedButItsDatesAreNot() {
        Issued leaf = MIDDLE.issue(server());
        Instant later = Instant.now().plus(Duration.ofDays(61));
        assertThat(judged(leaf).faults()).isEmpty();
        assertThat(judge.judge(leaf.ders(), NAME, later).judgement().has(Kind.EXPIRED)).isTrue();
        assertThat(judged(leaf).faults()).isEmpty();
    }

    @Test
    void aSelfSignedCertificateIsSelfSigned() {
        Judgement verdict = judged(server().selfSigned());
        assertThat(kinds(verdict)).containsExactly(Kind.SELF_SIGNED);
        assertThat(verdict.trust()).isEqualTo(Verdict.BAD);
    }

    @Test
    void aSelfSignedCertificateThatIsAnAnchorIsTrusted() {
        Issued own = server().selfSigned();
        var trusting = new ChainJudge(own.trusted());
        assertThat(trusting.judge(own.ders(), NAME, Instant.now()).judgement().faults()).isEmpty();
    }

    // fault 16
    @Test
    void anUnknownRootIsUntrustedAndTheStoreIsNamed() {
        Issued stranger = TestCertificates.root("Stranger Root");
        Issued leaf = stranger.issue(server());
        Judgement verdict = judged(leaf.sending(leaf.certificate(), stranger.certificate()));
        assertThat(kinds(verdict)).containsExactly(Kind.UNTRUSTED);
        assertThat(texts(verdict).getFirst())
                .contains("CN=Stranger Root", "not in test roots (1 anchor)");
        assertThat(verdict.trustStore()).isEqualTo("test roots (1 anchor)");
    }

    @Test
    void aMissingIntermediateIsToldFromAnUnknownRoot() {
        Issued leaf = MIDDLE.issue(server().issuerFile("http://ca.example/middle.cer"));
        Judgement verdict = judged(leaf.sending(leaf.certificate()));
        assertThat(kinds(verdict)).containsExactly(Kind.CHAIN_INCOMPLETE);
        assertThat(texts(verdict).getFirst()).contains("does not send", "CN=Judge Middle");
    }

    @Test
    void aSignatureByAnotherKeyIsBad() {
        Issued impostor = TestCertificates.authority("Judge Middle").selfSigned();
        Issued leaf = impostor.issue(server());
        Judgement verdict = judged(leaf.sending(leaf.certificate(), MIDDLE.certificate()));
        assertThat(kinds(verdict)).containsExactly(Kind.BAD_SIGNATURE);
        assertThat(verdict.trust()).isEqualTo(Verdict.BAD);
    }

    @Test
    void anIntermediateThatIsNoAuthorityIsSaidSo() {
        Issued noCa = ROOT.issue(TestCertificates.authority("No CA").ca(false));
        assertThat(kinds(judged(noCa.issue(server())))).containsExactly(Kind.NOT_A_CA);
    }

    @Test
    void aCertificateNotForServersIsSaidSo() {
        assertThat(kinds(judged(MIDDLE.issue(server().purpose(KeyPurposeId.id_kp_clientAuth)))))
                .containsExactly(Kind.KEY_PURPOSE);
        assertThat(judged(MIDDLE.issue(server().purpose(KeyPurposeId.id_kp_serverAuth))).faults())
                .isEmpty();
    }

    @Test
    void anIntermediateNotForServersBreaksItsPathOnly() {
        Draft middle =
                TestCertificates.authority("Judge Middle").purpose(KeyPurposeId.id_kp_OCSPSigning);
        Issued mailOnly = ROOT.issue(middle);
        assertThat(kinds(judged(mailOnly.issue(server())))).containsExactly(Kind.KEY_PURPOSE);
        Issued leaf = MIDDLE.issue(server());
        Judgement beside =
                judged(
                        leaf.sending(
                                leaf.certificate(), mailOnly.certificate(), MIDDLE.certificate()));
        assertThat(beside.trust()).isEqualTo(Verdict.GOOD);
        assertThat(beside.has(Kind.KEY_PURPOSE)).isFalse();
    }

    @Test
    void anAuthorityAsLeafAndAnAnchorThatIsNoneAreSaidSo() {
        assertThat(kinds(judged(MIDDLE.issue(server().ca(true))))).containsExactly(Kind.CA_AS_LEAF);
        Issued noCa = TestCertificates.authority("No CA Root").ca(false).selfSigned();
        Judged judged =
                new ChainJudge(noCa.trusted())
                        .judge(noCa.issue(server()).ders(), NAME, Instant.now());
        assertThat(kinds(judged.judgement())).containsExactly(Kind.NOT_A_CA);
    }

    @Test
    void weakKeysAreSaidSo() {
        assertThat(kinds(judged(MIDDLE.issue(server().keys(TestCertificates.rsa(1024))))))
                .containsExactly(Kind.WEAK_KEY);
        assertThat(kinds(judged(MIDDLE.issue(server().keys(TestCertificates.ec("P-192"))))))
                .contains(Kind.WEAK_KEY);
    }

    @Test
    void aWeakSignatureIsSaidSo() {
        assertThat(kinds(judged(MIDDLE.issue(server().signature("SHA1withECDSA")))))
                .containsExactly(Kind.WEAK_SIGNATURE);
    }

    @Test
    void anUnknownCriticalExtensionBreaksTheRules() {
        Judgement verdict = judged(MIDDLE.issue(server().unknownCriticalExtension()));
        assertThat(kinds(verdict)).containsExactly(Kind.CRITICAL_EXTENSION);
        assertThat(verdict.trust()).isEqualTo(Verdict.BAD);
    }

    @Test
    void aChainInTheWrongOrderStillHoldsButIsSaidSo() {
        Issued upper = ROOT.issue(TestCertificates.authority("Upper"));
        Issued lower = upper.issue(TestCertificates.authority("Lower"));
        Issued leaf = lower.issue(server());
        Judgement verdict =
                judged(leaf.sending(leaf.certificate(), upper.certificate(), lower.certificate()));
        assertThat(kinds(verdict)).containsExactly(Kind.CHAIN_ORDER);
        assertThat(verdict.trust()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void aCertificateThatDoesNotBelongIsSaidSo() {
        Issued leaf = MIDDLE.issue(server());
        Issued stranger = TestCertificates.root("Stranger");
        assertThat(
                        kinds(
                                judged(
                                        leaf.sending(
                                                leaf.certificate(),
                                                MIDDLE.certificate(),
                                                stranger.certificate()))))
                .containsExactly(Kind.CHAIN_ORDER);
    }

    // fault 14
    @Test
    void severalFaultsAreAllReportedWorstFirst() {
        Draft draft =
                TestCertificates.server("else.example")
                        .keys(TestCertificates.rsa(1024))
                        .until(Instant.now().minus(Duration.ofDays(1)));
        Judgement verdict = judged(draft.selfSigned());
        assertThat(kinds(verdict))
                .containsExactly(Kind.EXPIRED, Kind.WRONG_NAME, Kind.SELF_SIGNED, Kind.WEAK_KEY);
        assertThat(verdict.hostName()).isEqualTo(Verdict.BAD);
    }

    // fault 13
    @Test
    void anExceptionInsideTheLibrariesIsCouldNotJudge() {
        var hostile =
                new PathCertificate(ROOT.certificate()) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public int getVersion() {
                        throw new IllegalStateException("a trap in a parser");
                    }
                };
        var store = TrustStore.of("hostile", List.<X509Certificate>of(hostile));
        Judged judged =
                new ChainJudge(store).judge(ROOT.issue(server()).ders(), NAME, Instant.now());
        assertThat(kinds(judged.judgement())).containsExactly(Kind.UNJUDGED);
        assertThat(texts(judged.judgement()).getFirst())
                .isEqualTo("could not judge the chain: a trap in a parser");
        assertThat(judged.judgement().trust()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judged.chain()).hasSize(1);
    }

    // fault 25
    @Test
    void theYear9999IsNoExpiry() {
        Instant never = Instant.parse("9999-12-31T23:59:59Z");
        Judged judged =
                judge.judge(MIDDLE.issue(server().until(never)).ders(), NAME, Instant.now());
        assertThat(judged.judgement().faults()).isEmpty();
        var leaf = (ServedCertificate.Parsed) judged.chain().getFirst();
        assertThat(leaf.neverExpires()).isTrue();
        assertThat(leaf.notAfter()).isEqualTo(never);
        assertThat(leaf.remainingFraction(Instant.now())).isBetween(0.99, 1.0);
    }

    // fault 26
    @Test
    void datesAfter2038AreRead() {
        Instant late = Instant.parse("2051-03-04T05:06:07Z");
        Judged judged = judge.judge(MIDDLE.issue(server().until(late)).ders(), NAME, Instant.now());
        assertThat(((ServedCertificate.Parsed) judged.chain().getFirst()).notAfter())
                .isEqualTo(late);
        assertThat(
                        judge.judge(
                                        MIDDLE.issue(server().until(late)).ders(),
                                        NAME,
                                        late.plusSeconds(1))
                                .judgement()
                                .has(Kind.EXPIRED))
                .isTrue();
    }

    private static Draft server() {
        return TestCertificates.server(NAME);
    }

    private Judgement judged(Issued leaf) {
        return judge.judge(leaf.ders(), NAME, Instant.now()).judgement();
    }

    private static List<Kind> kinds(Judgement judgement) {
        return judgement.faults().stream().map(CertificateFault::kind).toList();
    }

    private static List<String> texts(Judgement judgement) {
        return judgement.faults().stream().map(CertificateFault::text).toList();
    }
}
