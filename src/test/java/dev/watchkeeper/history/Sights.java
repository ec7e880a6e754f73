package dev.watchkeeper.history;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.Judgement;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Certificates as addresses might have presented them.
final class Sights {
    static final TlsTarget TARGET =
            new TlsTarget(TlsEndpoint.of("docs.example.org", 443), "proxy1", "127.0.0.1", 8443);
    private static final Instant BASE = Instant.parse("2040-05-06T07:08:09Z");

    private Sights() {}

    static TlsTarget target(int i) {
        return new TlsTarget(
                TlsEndpoint.of("host%d.example.org".formatted(i), 443), "a", "127.0.0.1", 443);
    }

    static String sha(int serial) {
        return "%064x".formatted(serial);
    }

    static TlsObservation presented(int serial, Instant at) {
        return presented(TARGET, serial, at);
    }

    static TlsObservation presented(TlsTarget target, int serial, Instant at) {
        var leaf =
                new ServedCertificate.Parsed(
                        "CN=docs",
                        List.of(),
                        "CN=Test CA",
                        BigInteger.valueOf(serial),
                        BASE.minus(Duration.ofDays(80)),
                        BASE.plus(Duration.ofDays(10)),
                        "EC P-256",
                        "SHA256withECDSA",
                        sha(serial),
                        sha(0),
                        500,
                        "");
        return new TlsObservation.Presented(
                target,
                at,
                Duration.ofMillis(5),
                List.of(leaf),
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                new Judgement(List.of(), "test", Judgement.Verdict.GOOD, Judgement.Verdict.GOOD),
                false,
                List.of());
    }
}
