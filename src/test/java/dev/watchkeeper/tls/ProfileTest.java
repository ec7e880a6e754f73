package dev.watchkeeper.tls;

import static dev.watchkeeper.tls.Forge.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Forge.Made;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;

/// Each rule for a single certificate, in the place of the leaf, of an intermediate and of the
/// anchor: broken, it is a fault of its kind, and the chain is not accepted.
final class ProfileTest {
    private static final String HOST = "docs.example";
    private static final ASN1ObjectIdentifier UNKNOWN =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    private static final Made ROOT = Forge.authority("Profile Root").self();
    private static final Made MIDDLE = Forge.authority("Profile Middle").by(ROOT);

    @Test
    void aGoodChainIsAccepted() {
        assertLeaf(leaf());
        assertMiddle(Forge.authority("M"));
        assertAnchor(Forge.authority("R"));
    }

    @Test
    void onlyVersionThreeServes() {
        Made old = Forge.named("CN=old").old().by(MIDDLE);
        assertThat(kinds(Forge.judge(ROOT.trusted(), HOST, old, MIDDLE))).contains(Kind.PROFILE);
    }

    @Test
    void anIntermediateOfVersionOneIsNoAuthorityAndAnAnchorOfItIs() {
        assertMiddle(Forge.named("CN=M").old(), Kind.NOT_A_CA);
        assertAnchor(Forge.named("CN=R").old());
    }

    @Test
    void anAuthorityMustSayThatItIsOne() {
        assertMiddle(Forge.authority("M").without(Extension.basicConstraints), Kind.NOT_A_CA);
        assertAnchor(Forge.authority("R").without(Extension.basicConstraints), Kind.NOT_A_CA);
        var no = new BasicConstraints(false);
        assertMiddle(
                Forge.authority("M").with(Extension.basicConstraints, true, no), Kind.NOT_A_CA);
    }

    @Test
    void theKeyUsageOfAnAuthorityMustAllowCertificates() {
        assertMiddle(Forge.authority("M").usage(KeyUsage.cRLSign), Kind.KEY_USAGE);
        assertAnchor(Forge.authority("R").usage(KeyUsage.cRLSign), Kind.NOT_A_CA);
        assertMiddle(Forge.authority("M").without(Extension.keyUsage));
    }

    @Test
    void theKeyUsageOfALeafMustAllowAHandshakeAndNoCertificates() {
        assertLeaf(leaf().usage(KeyUsage.keyCertSign), Kind.KEY_USAGE);
        assertLeaf(leaf().usage(KeyUsage.cRLSign), Kind.KEY_USAGE);
        assertLeaf(leaf().usage(KeyUsage.digitalSignature));
        assertLeaf(leaf().usage(KeyUsage.keyAgreement));
    }

    @Test
    void anAuthorityIsNoLeaf() {
        assertLeaf(
                leaf().with(Extension.basicConstraints, true, new BasicConstraints(true)),
                Kind.CA_AS_LEAF);
    }

    @Test
    void thePurposesOfAllCertificatesMustCoverServers() {
        assertLeaf(purposes(leaf(), KeyPurposeId.id_kp_clientAuth), Kind.KEY_PURPOSE);
        assertLeaf(
                leaf().with(Extension.extendedKeyUsage, false, new DERSequence()),
                Kind.KEY_PURPOSE);
        assertLeaf(purposes(leaf(), KeyPurposeId.anyExtendedKeyUsage));
        assertMiddle(
                purposes(Forge.authority("M"), KeyPurposeId.id_kp_emailProtection),
                Kind.KEY_PURPOSE);
        assertAnchor(
                purposes(Forge.authority("R"), KeyPurposeId.id_kp_codeSigning), Kind.KEY_PURPOSE);
    }

    @Test
    void aCriticalExtensionThatNobodyKnowsIsRefusedWhereverItIs() {
        var value = new DEROctetString(new byte[] {1});
        assertLeaf(leaf().with(UNKNOWN, true, value), Kind.CRITICAL_EXTENSION);
        assertMiddle(Forge.authority("M").with(UNKNOWN, true, value), Kind.CRITICAL_EXTENSION);
        assertAnchor(Forge.authority("R").with(UNKNOWN, true, value), Kind.CRITICAL_EXTENSION);
        assertLeaf(leaf().with(UNKNOWN, false, value));
    }

    @Test
    void aKeyIdentifierMustNotBeCritical() {
        var id = new DEROctetString(new byte[] {1, 2, 3});
        assertLeaf(leaf().with(Extension.subjectKeyIdentifier, true, id), Kind.PROFILE);
        assertAnchor(
                Forge.authority("R").with(Extension.subjectKeyIdentifier, true, id), Kind.PROFILE);
    }

    @Test
    void twoDifferentSignatureAlgorithmsAreRefusedOnAnAnchorToo() {
        var other = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA512);
        assertLeaf(leaf().inner(other), Kind.BAD_SIGNATURE);
        assertMiddle(Forge.authority("M").inner(other), Kind.BAD_SIGNATURE);
        assertAnchor(Forge.authority("R").inner(other), Kind.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-85968058272638546411811",
                "1461501637330902918203684832716283019655932542976"
            })
    void aSerialNumberIsPositiveAndOfTwentyBytesAtMost(String serial) {
        assertLeaf(leaf().serial(new BigInteger(serial)), Kind.PROFILE);
        assertAnchor(Forge.authority("R").serial(new BigInteger(serial)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withECDSA", "SHA1withRSA", "MD5withRSA"})
    void weakSignaturesAreRefusedButOnAnAnchor(String algorithm) {
        KeyPair keys = keys(algorithm);
        Made root = Forge.authority("Weak Root").keys(keys).signature(algorithm).self();
        Made weak = leaf().signature(algorithm).by(root);
        assertThat(kinds(Forge.judge(root.trusted(), HOST, weak))).contains(Kind.WEAK_SIGNATURE);
        Made middle = Forge.authority("M").signature(algorithm).by(root);
        assertThat(kinds(Forge.judge(root.trusted(), HOST, leaf().by(middle), middle)))
                .contains(Kind.WEAK_SIGNATURE);
        assertThat(Forge.judge(root.trusted(), HOST, leaf().by(root)).isAccepted(true)).isTrue();
    }

    private static KeyPair keys(String algorithm) {
        return algorithm.endsWith("RSA")
                ? TestCertificates.rsa(2048)
                : TestCertificates.ec("P-256");
    }

    @Test
    void aSelfIssuedIntermediatesWeakSignatureCountsAndASelfSignedAnchorsDoesNot() {
        Made root = Forge.authority("Rolling").self();
        Made rolled = Forge.authority("Rolling").signature("SHA1withECDSA").by(root);
        Made leaf = leaf().by(rolled);
        assertThat(kinds(Forge.judge(root.trusted(), HOST, leaf, rolled)))
                .containsExactly(Kind.WEAK_SIGNATURE);
        Made old = Forge.authority("Old").signature("SHA1withECDSA").self();
        assertThat(Forge.judge(old.trusted(), HOST, leaf().by(old), old).isAccepted(true)).isTrue();
    }

    /// Real anchors are not all as the rules say; what clients live with must not be a fault.
    @Test
    void noAnchorThatTheJdkTrustsIsMalformedOrBreaksTheProfile() throws Exception {
        var checks = new CertificateChecks(Purpose.TLS_SERVER);
        for (X509Certificate anchor : TrustStore.jdkDefault().anchors()) {
            var read = ChainCertificate.ofAnchor(anchor);
            assertThat(checks.ofIssuer(read))
                    .as(anchor.getSubjectX500Principal().getName())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-192", "P-224", "secp256k1", "brainpoolP256r1"})
    void curvesThatNoBrowserTakesAreRefused(String curve) {
        assertLeaf(leaf().keys(TestCertificates.ec(curve)), Kind.WEAK_KEY);
        assertMiddle(Forge.authority("M").keys(TestCertificates.ec(curve)), Kind.WEAK_KEY);
        assertAnchor(Forge.authority("R").keys(TestCertificates.ec(curve)), Kind.WEAK_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-384", "P-521"})
    void curvesThatBrowsersTakeAreGood(String curve) {
        assertLeaf(leaf().keys(TestCertificates.ec(curve)));
        assertMiddle(Forge.authority("M").keys(TestCertificates.ec(curve)));
    }

    @Test
    void shortKeysAndDsaAreRefused() throws Exception {
        assertLeaf(leaf().keys(TestCertificates.rsa(1024)), Kind.WEAK_KEY);
        assertAnchor(Forge.authority("R").keys(TestCertificates.rsa(1024)), Kind.WEAK_KEY);
        KeyPairGenerator dsa = KeyPairGenerator.getInstance("DSA");
        dsa.initialize(1024);
        assertLeaf(leaf().keys(dsa.generateKeyPair()), Kind.WEAK_KEY);
    }

    @Test
    void theDatesOfAllCertificatesCountAndBothEndsAreWithin() {
        assertLeaf(leaf().until(Forge.NOW.minusSeconds(1)), Kind.EXPIRED);
        assertLeaf(leaf().from(Forge.NOW.plusSeconds(1)), Kind.NOT_YET_VALID);
        assertLeaf(leaf().until(Forge.NOW).from(Forge.NOW));
        assertMiddle(Forge.authority("M").until(Forge.NOW.minusSeconds(1)), Kind.EXPIRED);
        assertAnchor(Forge.authority("R").until(Forge.NOW.minusSeconds(1)), Kind.EXPIRED);
    }

    @Test
    void fractionsOfASecondDoNotCount() {
        Made leaf = leaf().until(Forge.NOW).by(MIDDLE);
        var late = Forge.NOW.plus(Duration.ofMillis(999));
        assertThat(
                        Forge.judge(ROOT.trusted(), HOST, late, java.util.List.of(), leaf, MIDDLE)
                                .isAccepted(true))
                .isTrue();
    }

    @Test
    void withoutAHostTheProfileOfTheWebDoesNotApply() {
        Made leaf =
                purposes(Forge.named("CN=person"), KeyPurposeId.id_kp_clientAuth)
                        .signature("SHA1withECDSA")
                        .serial(BigInteger.valueOf(-1))
                        .by(MIDDLE);
        assertThat(Forge.judge(ROOT.trusted(), "", leaf, MIDDLE).isAccepted(false)).isTrue();
        assertThat(Forge.judge(ROOT.trusted(), HOST, leaf, MIDDLE).isAccepted(true)).isFalse();
    }

    private static Forge leaf() {
        return Forge.server(HOST);
    }

    private static Forge purposes(Forge forge, KeyPurposeId purpose) {
        return forge.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    private static void assertLeaf(Forge leaf, Kind... expected) {
        check(Forge.judge(ROOT.trusted(), HOST, leaf.by(MIDDLE), MIDDLE), expected);
    }

    private static void assertMiddle(Forge middle, Kind... expected) {
        Made made = middle.by(ROOT);
        check(Forge.judge(ROOT.trusted(), HOST, leaf().by(made), made), expected);
    }

    private static void assertAnchor(Forge anchor, Kind... expected) {
        Made made = anchor.self();
        check(Forge.judge(made.trusted(), HOST, leaf().by(made)), expected);
    }

    private static void check(Judgement judgement, Kind... expected) {
        assertThat(kinds(judgement)).contains(expected);
        assertThat(judgement.isAccepted(true))
                .as("%s", judgement.faults())
                .isEqualTo(expected.length == 0);
    }
}
