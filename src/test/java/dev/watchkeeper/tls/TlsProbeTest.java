package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TlsObservation.Presented;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

final class TlsProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Issued ROOT = TestCertificates.root("Test Root");

    private final TlsProbe probe = new TlsProbe(Clock.systemUTC(), ROOT.trusted());

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void aGoodCertificateIsShownWithoutFault() {
        try (var server = TestServer.tls(ROOT.issue(TestCertificates.server("good.example")))) {
            Presented seen = presented("good.example", server);
            assertThat(seen.judgement().faults()).isEmpty();
            assertThat(seen.judgement().trust()).isEqualTo(Judgement.Verdict.GOOD);
            assertThat(seen.judgement().hostName()).isEqualTo(Judgement.Verdict.GOOD);
            assertThat(seen.judgement().trustStore()).isEqualTo("test roots (1 anchor)");
            assertThat(seen.protocol()).isEqualTo("TLSv1.3");
            assertThat(seen.cipherSuite()).startsWith("TLS_");
            assertThat(seen.text()).isEqualTo("certificate is good");
            assertThat(seen.notes()).isEmpty();
        }
    }

    @Test
    void everyHandshakeIsAFullOne() {
        try (var server =
                TestServer.tls(
                        "127.0.0.1",
                        ROOT.issue(TestCertificates.server("again.example")),
                        s -> s.setEnabledProtocols(new String[] {"TLSv1.2"}))) {
            assertThat(presented("again.example", server).chain()).hasSize(1);
            assertThat(presented("again.example", server).chain()).hasSize(1);
            assertThat(presented("again.example", server).protocol()).isEqualTo("TLSv1.2");
        }
    }

    // fault 15
    @Test
    void anExpiredLeafIsShownInFullAndIsNotCalledUntrusted() {
        var leaf =
                ROOT.issue(
                        TestCertificates.server("old.example")
                                .until(Instant.now().minus(Duration.ofHours(5).plusMinutes(1))));
        try (var server = TestServer.tls(leaf)) {
            Presented seen = presented("old.example", server);
            assertThat(seen.judgement().faults())
                    .extracting(CertificateFault::kind)
                    .containsExactly(Kind.EXPIRED);
            assertThat(seen.text()).startsWith("the leaf certificate expired 5 hours ago, on ");
            assertThat(seen.judgement().trust()).isEqualTo(Judgement.Verdict.GOOD);
        }
    }

    private Presented presented(String name, TestServer server) {
        TlsObservation seen = probe.observe(target(name, server.port()), LIMIT);
        assertThat(seen).as("%s", seen.text()).isInstanceOf(Presented.class);
        return (Presented) seen;
    }

    private static TlsTarget target(String name, int port) {
        return new TlsTarget(TlsEndpoint.of(name, port), "127.0.0.1", "127.0.0.1", port);
    }
}
