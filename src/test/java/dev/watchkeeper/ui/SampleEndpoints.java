package dev.watchkeeper.ui;

import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.CertificateFault;
import dev.watchkeeper.tls.Judgement;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What endpoints of the sample fleet presented.
public final class SampleEndpoints {
    static final TlsEndpoint DOCS = behindProxies("docs.example.org");
    static final TlsEndpoint PACKAGES = behindProxies("packages.example.org");

    private static final Duration LIFETIME = Duration.ofDays(90);

    private SampleEndpoints() {}

    static List<TlsObservation> healthy(Instant now) {
        List<TlsObservation> all = new ArrayList<>();
        String[] names = {"www", "git", "ci", "mail", "wiki", "download"};
        for (int i = 0; i < names.length; i++) {
            TlsEndpoint endpoint = TlsEndpoint.of(names[i] + ".example.org", 443);
            var target = new TlsTarget(endpoint, "10.0.1." + (10 + i), "10.0.1." + (10 + i), 443);
            all.add(good(target, now, Duration.ofDays(34 + 9L * i)));
        }
        return all;
    }

    static List<TlsObservation> outage(Instant now) {
        List<TlsObservation> all = new ArrayList<>();
        for (int proxy = 1; proxy <= 2; proxy++) {
            String address = "10.0.0.1" + proxy;
            all.add(expired(new TlsTarget(DOCS, "proxy" + proxy, address, 443), now));
            all.add(
                    good(
                            new TlsTarget(PACKAGES, "proxy" + proxy, address, 443),
                            now,
                            Duration.ofDays(3)));
        }
        TlsEndpoint old = TlsEndpoint.of("legacy.example.org", 8443);
        all.add(
                new TlsObservation.Failed(
                        new TlsTarget(old, "10.0.3.7", "10.0.3.7", 8443),
                        now.minusSeconds(4),
                        Duration.ofSeconds(5),
                        TlsObservation.Failure.TIMED_OUT,
                        "no answer to the TLS handshake within 5 s"));
        return all;
    }

    static List<TlsObservation> many(int count, Instant now) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var endpoint = TlsEndpoint.of("node%05d.example.net".formatted(i), 443);
                    String address =
                            "10.%d.%d.%d".formatted(1 + i / 65_000, i / 250 % 250, i % 250);
                    var target = new TlsTarget(endpoint, address, address, 443);
                    return i % 500 == 7
                            ? expired(target, now)
                            : good(target, now, Duration.ofHours(700 + i * 37L % 1400));
                })
                .toList();
    }

    private static TlsEndpoint behindProxies(String name) {
        return new TlsEndpoint(
                name,
                443,
                List.of(
                        new Backend("proxy1", "10.0.0.11", 443),
                        new Backend("proxy2", "10.0.0.12", 443)),
                Optional.of("web team"),
                Optional.of("the nightly Ansible run renews it"),
                Optional.empty());
    }

    static TlsObservation good(TlsTarget target, Instant now, Duration left) {
        return presented(target, now, now.plus(left), List.of());
    }

    static TlsObservation expired(TlsTarget target, Instant now) {
        return presented(
                target,
                now,
                now.minus(Duration.ofHours(5)),
                List.of(
                        new CertificateFault(
                                CertificateFault.Kind.EXPIRED,
                                0,
                                "RFC 5280 4.1.2.5",
                                "The leaf expired 5 h ago.")));
    }

    private static TlsObservation presented(
            TlsTarget target, Instant now, Instant notAfter, List<CertificateFault> faults) {
        var trust = faults.isEmpty() ? Judgement.Verdict.GOOD : Judgement.Verdict.BAD;
        return new TlsObservation.Presented(
                target,
                now.minusSeconds(4),
                Duration.ofMillis(38),
                List.of(leaf(target.endpoint().name(), notAfter), intermediate(now)),
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                new Judgement(faults, "JDK cacerts (143 anchors)", trust, Judgement.Verdict.GOOD),
                false,
                List.of());
    }

    private static ServedCertificate leaf(String name, Instant notAfter) {
        return new ServedCertificate.Parsed(
                "CN=" + name,
                List.of("DNS:" + name, "DNS:www." + name),
                "CN=R11,O=Let's Encrypt,C=US",
                new BigInteger("4a15c9e77023bd1", 16).add(BigInteger.valueOf(name.hashCode())),
                notAfter.minus(LIFETIME),
                notAfter,
                "EC P-256",
                "SHA256withRSA",
                "5c1f0b7d".repeat(8),
                "91e2aa04".repeat(8),
                1_204,
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    }

    private static ServedCertificate intermediate(Instant now) {
        return new ServedCertificate.Parsed(
                "CN=R11,O=Let's Encrypt,C=US",
                List.of(),
                "CN=ISRG Root X1,O=Internet Security Research Group,C=US",
                new BigInteger("8a7d3e13d62f30ef2386bd29076b34f8", 16),
                now.minus(Duration.ofDays(980)),
                now.plus(Duration.ofDays(110)),
                "RSA 2048",
                "SHA256withRSA",
                "591e9ce6".repeat(8),
                "6ddac8f3".repeat(8),
                1_290,
                "-----BEGIN CERTIFICATE-----\nMIIF\n-----END CERTIFICATE-----\n");
    }
}
