package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;
import dev.watchkeeper.tls.DepthRow.Verdict;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TextParseException;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// A closer look at one address.
@Timeout(120)
final class DeepProbeTest {
    private static final Issued MIDDLE = Probing.ROOT.issue(TestCertificates.authority("Middle"));

    private final Probing probing = new Probing();
    private final DeepProbe deep =
            new DeepProbe(probing.probe(), Clock.systemUTC(), NameServers.none());

    @AfterEach
    void close() {
        probing.close();
    }

    @Test
    void aGoodServerHasItsVersionsAndSuitesListed() {
        Issued leaf =
                MIDDLE.issue(
                        TestCertificates.server("deep.example")
                                .purpose(KeyPurposeId.id_kp_serverAuth));
        try (var server = TestServer.tls(leaf)) {
            var seen = look(server);
            assertThat(row(seen, "TLS 1.3").value())
                    .contains("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
            assertThat(row(seen, "TLS 1.2").value())
                    .contains("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
                    .doesNotContain("_RSA_", "TLS_AES_128_GCM_SHA256");
            assertThat(row(seen, "TLS 1.0").value()).isEqualTo("not offered");
            assertThat(row(seen, "forward secrecy").verdict()).isEqualTo(Verdict.GOOD);
            assertThat(row(seen, "key").value()).isEqualTo("EC P-256");
            assertThat(row(seen, "extended key usage").value()).isEqualTo("serverAuth");
            assertThat(row(seen, "without SNI").value()).isEqualTo("the same certificate");
            assertThat(row(seen, "certificate with an ECDSA key").value())
                    .isEqualTo("the one that is served");
            assertThat(row(seen, "certificate with an RSA key").value()).isEqualTo("none");
            assertThat(seen.rows()).noneMatch(r -> r.verdict() == Verdict.BAD);
            assertThat(seen.rows()).allMatch(r -> r.advice().endsWith("."));
        }
    }

    // fault 10
    @Test
    void anOldServerIsShownAsOld() {
        Issued leaf =
                Probing.ROOT.issue(
                        TestCertificates.server("deep.example").keys(TestCertificates.rsa(2048)));
        try (var server = OldServer.speaking(ProtocolVersion.TLSv10, leaf)) {
            var seen = look(server);
            assertThat(row(seen, "TLS 1.0").verdict()).isEqualTo(Verdict.BAD);
            assertThat(row(seen, "TLS 1.0").value())
                    .isEqualTo("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
            assertThat(row(seen, "TLS 1.0").advice()).contains("RFC 8996");
            assertThat(row(seen, "TLS 1.2").value()).isEqualTo("not offered");
            assertThat(row(seen, "TLS 1.3").verdict()).isEqualTo(Verdict.NOTE);
        }
    }

    @Test
    void timestampsInTheHandshakeAreSeen() {
        Issued leaf =
                Probing.ROOT.issue(
                        TestCertificates.server("deep.example").keys(TestCertificates.rsa(2048)));
        byte[] list = TimestampDepthTest.list(Instant.parse("2026-01-01T00:00:00Z"));
        try (var server = OldServer.sending(ProtocolVersion.TLSv12, leaf, list)) {
            assertThat(row(look(server), "timestamps in the handshake").value())
                    .endsWith(" at 2026-01-01T00:00:00Z");
        }
    }

    @Test
    void theDnsIsAskedForTheNameAndItsPort() throws TextParseException {
        Issued leaf = Probing.ROOT.issue(TestCertificates.server("deep.example"));
        try (var server = TestServer.tls(leaf);
                var dns =
                        TestNameServer.having(
                                true,
                                new TLSARecord(
                                        Name.fromString(
                                                "_%d._tcp.deep.example.".formatted(server.port())),
                                        DClass.IN,
                                        60,
                                        3,
                                        0,
                                        0,
                                        leaf.der()))) {
            var asking = new DeepProbe(probing.probe(), Clock.systemUTC(), dns.servers());
            var target = Probing.target("deep.example", "127.0.0.1", server.port());
            var seen = (DepthObservation.Looked) asking.look(target, Duration.ofSeconds(60));
            assertThat(row(seen, "TLSA 3 0 0").verdict()).isEqualTo(Verdict.GOOD);
            assertThat(row(seen, "CAA").value()).startsWith("none from deep.example upwards");
        }
    }

    @Test
    void aNameServerThatIsSilentLeavesTheRestOfTheTimeToTheServer() {
        Issued leaf = Probing.ROOT.issue(TestCertificates.server("deep.example"));
        try (var server = TestServer.tls(leaf);
                var silent = TestNameServer.answering((_, _) -> new byte[0])) {
            var asking = new DeepProbe(probing.probe(), Clock.systemUTC(), silent.servers());
            var target = Probing.target("deep.example", "127.0.0.1", server.port());
            var seen = (DepthObservation.Looked) asking.look(target, Duration.ofSeconds(15));
            assertThat(row(seen, "CAA").verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(row(seen, "TLSA").verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(row(seen, "TLS 1.3").verdict()).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void aServerWithAnotherCertificateForNobodyIsToldApart() {
        Issued named = Probing.ROOT.issue(TestCertificates.server("deep.example"));
        Issued plain = Probing.ROOT.issue(TestCertificates.server("default.example"));
        try (var server = TestServer.byName(named, plain)) {
            assertThat(row(look(server), "without SNI").value())
                    .isEqualTo("another certificate, SHA-256 " + Der.sha256Of(plain.der()));
        }
    }

    @Test
    void whatIsWrongWithAChainIsARowEach() {
        Issued old =
                Probing.ROOT.issue(
                        TestCertificates.authority("Old")
                                .until(Instant.now().minus(Duration.ofDays(2))));
        Issued leaf = old.issue(TestCertificates.server("deep.example"));
        X509Certificate root = Probing.ROOT.certificate();
        Issued untidy =
                leaf.sending(leaf.certificate(), root, old.certificate(), old.certificate());
        try (var server = TestServer.byName(untidy, untidy)) {
            var seen = look(server);
            assertThat(row(seen, "certificate 2").verdict()).isEqualTo(Verdict.BAD);
            assertThat(row(seen, "certificate 2").value()).contains("CN=Old", "expired 2 days ago");
            assertThat(row(seen, "order").value()).startsWith("certificate 1 did not issue");
            assertThat(row(seen, "duplicates").value()).isEqualTo("1 sent more than once");
            assertThat(row(seen, "root").value()).isEqualTo("sent");
        }
    }

    @Test
    void aLifetimeIsMeasuredByTheDateOfIssue() {
        Instant from = Instant.parse("2026-03-16T00:00:00Z");
        Issued leaf =
                Probing.ROOT.issue(
                        TestCertificates.server("deep.example")
                                .from(from)
                                .until(from.plus(Duration.ofDays(398)).minusSeconds(1))
                                .purpose(KeyPurposeId.id_kp_clientAuth));
        try (var server = TestServer.tls(leaf)) {
            var seen = look(server);
            assertThat(row(seen, "lifetime").value())
                    .isEqualTo("398 days, over the 200 of public authorities");
            assertThat(row(seen, "extended key usage").verdict()).isEqualTo(Verdict.BAD);
        }
    }

    // fault 1
    @Test
    void aServerThatStopsAnsweringLeavesUnknownRowsAtTheLimit() {
        Issued leaf = Probing.ROOT.issue(TestCertificates.server("deep.example"));
        Duration limit = Duration.ofSeconds(3);
        try (var slack = Slack.measured();
                var real = TestServer.tls(leaf);
                var server =
                        TestServer.plain(c -> {
                            if (real.clients() > 0) {
                                c.getInputStream().readAllBytes();
                            } else {
                                Relay.between(c, real.port());
                            }
                        })) {
            var target = Probing.target("deep.example", "127.0.0.1", server.port());
            var seen = (DepthObservation.Looked) deep.look(target, limit);
            assertThat(row(seen, "TLS 1.3").verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(row(seen, "without SNI").verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(row(seen, "key").verdict()).isEqualTo(Verdict.GOOD);
            assertThat(seen.took()).isBetween(limit, limit.plus(slack.allowed()));
        }
    }

    @Test
    void whereNoCertificateIsSeenThereIsNothingToLookInto() {
        try (var server = TestServer.plain(_ -> {})) {
            var target = Probing.target("deep.example", "127.0.0.1", server.port());
            assertThat(deep.look(target, Probing.LIMIT))
                    .isInstanceOf(DepthObservation.NotSeen.class);
        }
    }

    private DepthObservation.Looked look(TestServer server) {
        var target = Probing.target("deep.example", "127.0.0.1", server.port());
        return (DepthObservation.Looked) deep.look(target, Duration.ofSeconds(60));
    }

    private static DepthRow row(DepthObservation.Looked seen, String what) {
        return seen.rows().stream()
                .filter(r -> r.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + " is not in " + seen.rows()));
    }
}
