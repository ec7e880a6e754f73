package dev.watchkeeper.ui.overview;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.ui.fx.Mark;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When the certificates that are served end.
final class Expiries {
    private Expiries() {}

    static List<Summary.Expiry> of(FleetSnapshot snapshot, Instant now) {
        var fleet = snapshot.fleet().thresholds().certificates();
        return presented(snapshot)
                .flatMap(p -> expiry(p, fleet, now))
                .sorted(Comparator.comparing(Summary.Expiry::notAfter))
                .toList();
    }

    private static Stream<TlsObservation.Presented> presented(FleetSnapshot snapshot) {
        return snapshot.endpoints().values().stream().flatMap(s -> s.lastPresented().stream());
    }

    private static Stream<Summary.Expiry> expiry(
            TlsObservation.Presented presented, CertificateThresholds fleet, Instant now) {
        return presented.leaf() instanceof ServedCertificate.Parsed leaf && !leaf.neverExpires()
                ? Stream.of(
                        new Summary.Expiry(
                                presented.target().endpoint().name(),
                                presented.target().label(),
                                leaf.notAfter(),
                                mark(leaf, rule(presented.target().endpoint(), fleet), now)))
                : Stream.empty();
    }

    private static CertificateThresholds rule(TlsEndpoint endpoint, CertificateThresholds fleet) {
        return endpoint.thresholds().orElse(fleet);
    }

    static Mark mark(ServedCertificate.Parsed leaf, CertificateThresholds rule, Instant now) {
        double left = leaf.remainingFraction(now);
        if (left <= rule.critical()) {
            return Mark.CRITICAL;
        }
        if (left <= rule.high()) {
            return Mark.HIGH;
        }
        return left <= warning(leaf, rule) ? Mark.MEDIUM : Mark.OK;
    }

    private static double warning(ServedCertificate.Parsed leaf, CertificateThresholds rule) {
        boolean brief = leaf.lifetime().compareTo(rule.shortLived()) <= 0;
        return brief ? rule.shortLivedWarning() : rule.warning();
    }

    /// How long before its end the certificate of the most common lifetime is warned of; zero when
    /// none is known.
    static Duration warningWindow(FleetSnapshot snapshot) {
        double fraction = snapshot.fleet().thresholds().certificates().warning();
        Map<Long, Long> byDays =
                presented(snapshot)
                        .filter(p -> p.leaf() instanceof ServedCertificate.Parsed)
                        .map(p -> ((ServedCertificate.Parsed) p.leaf()).lifetime().toDays())
                        .collect(Collectors.groupingBy(d -> d, Collectors.counting()));
        return byDays.entrySet().stream()
                .max(
                        Map.Entry.<Long, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(e -> Duration.ofHours((long) (e.getKey() * 24 * fraction)))
                .orElse(Duration.ZERO);
    }
}
