package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Judgement.Verdict;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.ServedCertificate.Unparseable;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TlsObservation.Presented;

import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whatever chain is served is shown in full.
final class TlsProbeChainTest {
    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    @Test
    void allFieldsOfACertificateAreShown() throws Exception {
        Issued leaf =
                Probing.ROOT.issue(
                        TestCertificates.server("fields.example", "*.fields.example", "127.0.0.1")
                                .keys(TestCertificates.rsa(2048))
                                .serial(new java.math.BigInteger("0fedcba987", 16)));
        try (var server = TestServer.tls(leaf)) {
            var shown = (Parsed) probing.presented("fields.example", server).leaf();
            X509Certificate real = leaf.certificate();
            assertThat(shown.subject()).isEqualTo("CN=fields.example");
            assertThat(shown.issuer()).isEqualTo("CN=Test Root");
            assertThat(shown.subjectAltNames())
                    .containsExactly("DNS:fields.example", "DNS:*.fields.example", "IP:127.0.0.1");
            assertThat(shown.serialHex()).isEqualTo("0fedcba987");
            assertThat(shown.notBefore()).isEqualTo(real.getNotBefore().toInstant());
            assertThat(shown.notAfter()).isEqualTo(real.getNotAfter().toInstant());
            assertThat(shown.key()).isEqualTo("RSA 2048");
            assertThat(shown.signatureAlgorithm()).isEqualTo("SHA256withECDSA");
            assertThat(shown.sha256()).isEqualTo(Der.sha256Of(real.getEncoded()));
            assertThat(shown.spkiSha256())
                    .isEqualTo(Der.sha256Of(real.getPublicKey().getEncoded()));
            assertThat(shown.size()).isEqualTo(real.getEncoded().length);
            assertThat(shown.pem()).startsWith("-----BEGIN CERTIFICATE-----\n");
        }
    }

    // fault 6
    @Test
    void twoAddressesWithTwoCertificatesAreBothShown() {
        Issued one = Probing.ROOT.issue(TestCertificates.server("pool.example"));
        Issued two = Probing.ROOT.issue(TestCertificates.server("pool.example"));
        List<InetAddress> pool =
                List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));
        try (var first = TestServer.tls(one);
                var second = TestServer.tls("127.0.0.2", first.port(), two);
                var both = new Probing(name -> pool, () -> true)) {
            assertThat(second.port()).isEqualTo(first.port());
            List<TlsTarget> targets =
                    both.probe()
                            .targets(TlsEndpoint.of("pool.example", first.port()), Probing.LIMIT);
            assertThat(targets)
                    .map(t -> (Presented) both.probe().observe(t, Probing.LIMIT))
                    .map(p -> p.leaf().sha256())
                    .containsExactly(Der.sha256Of(one.der()), Der.sha256Of(two.der()));
        }
    }

    // fault 8
    @Test
    void aCertificateForAnotherNameIsExplainedByAskingWithoutSni() {
        Issued named = Probing.ROOT.issue(TestCertificates.server("other.example"));
        Issued plain = Probing.ROOT.issue(TestCertificates.server("default.example"));
        try (var server = TestServer.byName(named, plain)) {
            Presented wrong = probing.presented("asked.example", server);
            assertThat(wrong.text())
                    .isEqualTo(
                            "the leaf certificate is not for asked.example: it is for"
                                    + " DNS:other.example");
            assertThat(wrong.notes())
                    .containsExactly(
                            "another certificate is served without SNI: this one is configured for"
                                    + " asked.example");
            Presented right = probing.presented("other.example", server);
            assertThat(right.judgement().faults()).isEmpty();
            assertThat(right.notes()).isEmpty();
            Presented byAddress = probing.presented("127.0.0.1", server);
            assertThat(byAddress.leaf().sha256()).isEqualTo(Der.sha256Of(plain.der()));
            assertThat(byAddress.notes().getFirst()).startsWith("no SNI was sent");
        }
        try (var server = TestServer.tls(plain)) {
            assertThat(probing.presented("asked.example", server).notes().getFirst())
                    .startsWith("the same certificate is served without SNI");
        }
    }

    // fault 9
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatDemandsAClientCertificateStillShowsItsOwn(String version) {
        Issued leaf = Probing.ROOT.issue(TestCertificates.server("mutual.example"));
        try (var server =
                TestServer.tls(
                        "127.0.0.1",
                        leaf,
                        s -> {
                            s.setNeedClientAuth(true);
                            s.setEnabledProtocols(new String[] {version});
                        })) {
            Presented seen = probing.presented("mutual.example", server);
            assertThat(seen.clientCertificateDemanded()).isTrue();
            assertThat(seen.protocol()).isEqualTo(version);
            assertThat(seen.judgement().faults()).isEmpty();
            assertThat(seen.notes().getFirst()).contains("demands a client certificate");
        }
    }

    // fault 10
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void aServerThatSpeaksOnlyAnOldVersionIsShownAsOld(String version) {
        Issued leaf =
                Probing.ROOT.issue(
                        TestCertificates.server("old.example").keys(TestCertificates.rsa(2048)));
        var spoken = version.equals("TLSv1") ? ProtocolVersion.TLSv10 : ProtocolVersion.TLSv11;
        try (var server = OldServer.speaking(spoken, leaf)) {
            Presented seen = probing.presented("old.example", server);
            assertThat(seen.protocol()).isEqualTo(version);
            assertThat(seen.cipherSuite()).isEqualTo("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
            assertThat(seen.judgement().faults())
                    .extracting(CertificateFault::kind)
                    .containsExactly(Kind.OLD_PROTOCOL);
        }
    }

    // fault 11
    @Test
    void aChainOfFiftyCertificatesAndSixtyKilobytesIsShownAndJudged() {
        Issued issuer = Probing.ROOT;
        for (int i = 0; i < 49; i++) {
            issuer = issuer.issue(TestCertificates.authority("Layer " + i).padding(950));
        }
        Issued leaf = issuer.issue(TestCertificates.server("deep.example"));
        try (var server = TestServer.tls(leaf)) {
            Presented seen = probing.presented("deep.example", server);
            assertThat(seen.chain()).hasSize(50);
            assertThat(seen.chain().stream().mapToInt(ServedCertificate::size).sum())
                    .isGreaterThan(60 * 1024);
            assertThat(seen.judgement().faults()).isEmpty();
        }
    }

    // fault 11
    @Test
    void aChainBeyondBoringSslsLimitIsShownToo() {
        Issued large = Probing.ROOT.issue(TestCertificates.authority("Large").padding(60_000));
        Issued leaf = large.issue(TestCertificates.server("large.example").padding(60_000));
        try (var server = TestServer.tls(leaf)) {
            assertThat(probing.presented("large.example", server).chain()).hasSize(2);
        }
    }

    // fault 12
    @Test
    void anUnparseableCertificateIsShownByHashSizeAndReason() {
        Issued leaf = Probing.ROOT.issue(TestCertificates.server("broken.example"));
        byte[] cut = Arrays.copyOf(leaf.der(), 200);
        try (var server =
                TestServer.tls(
                        leaf.sending(
                                new BrokenCertificate(leaf.certificate(), cut),
                                Probing.ROOT.certificate()))) {
            Presented seen = probing.presented("broken.example", server);
            assertThat(seen.chain()).hasSize(2);
            var shown = (Unparseable) seen.leaf();
            assertThat(shown.sha256()).isEqualTo(Der.sha256Of(cut));
            assertThat(shown.size()).isEqualTo(200);
            assertThat(shown.reason()).isNotBlank();
            assertThat(seen.judgement().has(Kind.UNPARSEABLE)).isTrue();
            assertThat(seen.judgement().trust()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    // fault 12
    @Test
    void anUnparseableIntermediateLeavesTheLeafReadable() {
        Issued middle = Probing.ROOT.issue(TestCertificates.authority("Middle"));
        Issued leaf = middle.issue(TestCertificates.server("half.example"));
        var broken = new BrokenCertificate(middle.certificate(), new byte[] {0x30, 3, 1, 2, 3});
        try (var server = TestServer.tls(leaf.sending(leaf.certificate(), broken))) {
            Presented seen = probing.presented("half.example", server);
            assertThat(seen.chain().getFirst()).isInstanceOf(Parsed.class);
            assertThat(seen.chain().getLast()).isInstanceOf(Unparseable.class);
            assertThat(seen.judgement().faults())
                    .extracting(CertificateFault::kind)
                    .contains(Kind.UNPARSEABLE, Kind.UNTRUSTED);
        }
    }

    // fault 17
    @Test
    void aCertificateThatChangesBetweenTwoProbesIsSeenBothTimes() {
        List<String> seen = new ArrayList<>();
        int port = 0;
        for (Duration left : List.of(Duration.ofDays(1), Duration.ofDays(90))) {
            Issued leaf =
                    Probing.ROOT.issue(
                            TestCertificates.server("new.example").until(Instant.now().plus(left)));
            try (var server = TestServer.tls("127.0.0.1", port, leaf)) {
                port = server.port();
                Presented shown = probing.presented("new.example", server);
                assertThat(shown.leaf().sha256()).isEqualTo(Der.sha256Of(leaf.der()));
                seen.add(shown.leaf().sha256());
            }
        }
        assertThat(seen).doesNotHaveDuplicates();
    }
}
