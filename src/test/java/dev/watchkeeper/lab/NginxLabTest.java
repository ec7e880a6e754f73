package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.CertificateFault;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.RemainingTime;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Presented;
import dev.watchkeeper.tls.TlsProbe;
import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Against a real nginx and a real openssl (Debian: nginx-light, openssl).
@Tag("lab")
@Timeout(120)
final class NginxLabTest {
    private static final Issued ROOT = TestCertificates.root("Lab Root");
    private static final Issued MIDDLE = ROOT.issue(TestCertificates.authority("Lab Middle"));

    @TempDir private static Path folder;

    private static Instant now;
    private static LabNginx nginx;
    private static TlsProbe probe;

    @BeforeAll
    static void start() throws Exception {
        now = Instant.now();
        nginx = new LabNginx(folder);
        nginx.serve("127.0.0.11", expiring(now.minus(Duration.ofHours(5).plusMinutes(1))), "");
        nginx.serve("127.0.0.12", expiring(now.plus(Duration.ofDays(3).plusMinutes(5))), "");
        nginx.serve("127.0.0.13", expiring(now.plus(Duration.ofDays(80))), "");
        Issued lonely = expiring(now.plus(Duration.ofDays(80)));
        nginx.serve("127.0.0.14", lonely.sending(lonely.certificate()), "");
        nginx.serve("127.0.0.15", expiring(now.plus(Duration.ofDays(80))), "ssl_verify_client on;");
        nginx.start(ROOT);
        probe = new TlsProbe(Clock.systemUTC(), ROOT.trusted());
    }

    @AfterAll
    static void stop() {
        probe.close();
        nginx.close();
    }

    private static Issued expiring(Instant notAfter) {
        return MIDDLE.issue(
                TestCertificates.server("docs.example")
                        .from(now.minus(Duration.ofDays(60)))
                        .until(notAfter));
    }

    @Test
    void theExpiredTheExpiringAndTheGoodOneAreToldApart() {
        assertThat(observe("127.0.0.11").text())
                .startsWith("the leaf certificate expired 5 hours ago");
        Presented soon = observe("127.0.0.12");
        assertThat(soon.judgement().faults()).isEmpty();
        assertThat(RemainingTime.inWords(((Parsed) soon.leaf()).notAfter(), now))
                .isEqualTo("3 days");
        assertThat(observe("127.0.0.13").text()).isEqualTo("certificate is good");
    }

    @Test
    void serialsDatesAndFingerprintsAreThoseOfOpenssl() throws Exception {
        for (String address : List.of("127.0.0.11", "127.0.0.12", "127.0.0.13")) {
            var leaf = (Parsed) observe(address).leaf();
            String[] told = openssl(leaf.pem());
            assertThat(told)
                    .containsExactly(
                            "serial=" + leaf.serialHex().toUpperCase(java.util.Locale.ROOT),
                            "notBefore=" + leaf.notBefore().toString().replace('T', ' '),
                            "notAfter=" + leaf.notAfter().toString().replace('T', ' '),
                            "sha256 Fingerprint=" + colons(leaf.sha256()));
        }
    }

    @Test
    void aMissingIntermediateIsSeen() {
        assertThat(observe("127.0.0.14").judgement().faults())
                .extracting(CertificateFault::kind)
                .containsExactly(Kind.UNTRUSTED);
    }

    @Test
    void aDemandForAClientCertificateIsSeen() {
        Presented seen = observe("127.0.0.15");
        assertThat(seen.chain()).hasSize(2);
        assertThat(seen.judgement().faults()).isEmpty();
        assertThat(seen.clientCertificateDemanded()).isTrue();
    }

    @Test
    void anOpensslThatSpeaksOnlyTls10IsShownAsOld() throws Exception {
        Issued leaf = expiring(now.plus(Duration.ofDays(80)));
        Path pem = nginx.write("old", leaf);
        try (var old = LabServer.openssl(pem, "-tls1", "-cipher", "ALL:@SECLEVEL=0")) {
            Presented seen = observe("127.0.0.1", old.port());
            assertThat(seen.protocol()).isEqualTo("TLSv1");
            assertThat(seen.judgement().has(Kind.OLD_PROTOCOL)).isTrue();
        }
    }

    private static Presented observe(String address) {
        return observe(address, nginx.port());
    }

    private static Presented observe(String address, int port) {
        var target = new TlsTarget(TlsEndpoint.of("docs.example", port), address, address, port);
        TlsObservation seen = probe.observe(target, Duration.ofSeconds(20));
        assertThat(seen).as("%s", seen.text()).isInstanceOf(Presented.class);
        return (Presented) seen;
    }

    private static String[] openssl(String pem) throws IOException {
        Process openssl =
                new ProcessBuilder(
                                "openssl",
                                "x509",
                                "-noout",
                                "-serial",
                                "-dates",
                                "-fingerprint",
                                "-sha256",
                                "-dateopt",
                                "iso_8601")
                        .start();
        try (var in = openssl.getOutputStream()) {
            in.write(pem.getBytes(StandardCharsets.US_ASCII));
        }
        return new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .split("\n");
    }

    private static String colons(String hex) {
        return hex.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    }
}
