package dev.watchkeeper.ui.overview;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.ui.fx.Mark;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When the certificates that are served end.
final class Expiries {
    private Expiries() {}

    /// One for each certificate of an endpoint, at however many addresses it is served.
    static List<Summary.Expiry> of(Report report) {
        Map<String, Mark> marks = marks(report);
        Map<String, Summary.Expiry> all = new LinkedHashMap<>();
        presented(report.snapshot())
                .sorted(Comparator.comparing(p -> p.target().id()))
                .forEach(p -> add(p, marks.getOrDefault(p.target().id(), Mark.OK), all));
        report.snapshot().endpoints().values().stream()
                .flatMap(s -> s.lastReported().stream())
                .filter(r -> !r.certificate().neverExpires())
                .sorted(Comparator.comparing(r -> r.target().id()))
                .forEach(r -> add(r, marks.getOrDefault(r.target().id(), Mark.OK), all));
        return all.values().stream()
                .sorted(Comparator.comparing(Summary.Expiry::notAfter))
                .toList();
    }

    /// How bad the end of the certificate at each address is, as the rules see it.
    private static Map<String, Mark> marks(Report report) {
        Map<String, Mark> marks = new HashMap<>();
        report.findings().stream()
                .filter(f -> f.kind().wantsRenewal())
                .filter(Finding.EndpointFinding.class::isInstance)
                .map(Finding.EndpointFinding.class::cast)
                .forEach(f -> mark(f, marks));
        return marks;
    }

    private static void mark(Finding.EndpointFinding finding, Map<String, Mark> marks) {
        Mark mark = Summaries.mark(finding.severity());
        finding.observations().forEach(o -> marks.merge(o.target().id(), mark, Expiries::worse));
    }

    private static Mark worse(Mark a, Mark b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Stream<TlsObservation.Presented> presented(FleetSnapshot snapshot) {
        return snapshot.endpoints().values().stream().flatMap(s -> s.lastPresented().stream());
    }

    private static void add(
            TlsObservation.Presented presented, Mark mark, Map<String, Summary.Expiry> all) {
        if (presented.leaf() instanceof ServedCertificate.Parsed leaf && !leaf.neverExpires()) {
            var expiry =
                    new Summary.Expiry(
                            presented.target().endpoint().name(),
                            presented.target().label(),
                            leaf.notAfter(),
                            mark);
            String certificate = presented.target().endpoint().id() + " " + leaf.sha256();
            all.merge(certificate, expiry, Expiries::both);
        }
    }

    private static void add(
            TlsObservation.Reported told, Mark mark, Map<String, Summary.Expiry> all) {
        var expiry =
                new Summary.Expiry(
                        told.target().endpoint().name(),
                        "%s, as %s reports".formatted(told.target().label(), told.source()),
                        told.certificate().notAfter(),
                        mark);
        String certificate =
                told.target().endpoint().id() + " reported " + told.certificate().notAfter();
        all.merge(certificate, expiry, Expiries::both);
    }

    private static Summary.Expiry both(Summary.Expiry a, Summary.Expiry b) {
        return new Summary.Expiry(
                a.endpoint(),
                a.address() + " and " + b.address(),
                a.notAfter(),
                worse(a.mark(), b.mark()));
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
