package dev.watchkeeper.ui.overview;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Mark;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes the summary of a report. Pure.
final class Summaries {
    private Summaries() {}

    static Summary of(Report report) {
        return new Summary(
                mark(report),
                scope(report.snapshot()),
                Cards.of(report),
                lines(report),
                HostLines.of(report),
                Expiries.of(report),
                Expiries.warningWindow(report.snapshot()));
    }

    private static Mark mark(Report report) {
        boolean nothingKnown =
                report.snapshot().endpoints().isEmpty() && report.snapshot().hosts().isEmpty();
        return report.worst()
                .map(Summaries::mark)
                .orElse(nothingKnown || Cards.notChecked(report) > 0 ? Mark.UNKNOWN : Mark.OK);
    }

    static Mark mark(Severity severity) {
        return Mark.of(severity.label());
    }

    /// The worst mark of some findings.
    static Mark worst(List<? extends Finding> findings) {
        return findings.stream()
                .map(Finding::severity)
                .min(Severity::compareTo)
                .map(Summaries::mark)
                .orElse(Mark.OK);
    }

    private static String scope(FleetSnapshot snapshot) {
        int endpoints = snapshot.fleet().endpoints().size();
        int addresses = snapshot.endpoints().size();
        int hosts = snapshot.fleet().hosts().size();
        return count(endpoints, "endpoint")
                + " at "
                + count(addresses, "address")
                + " · "
                + count(hosts, "host");
    }

    static String count(int n, String what) {
        String plural = what.endsWith("s") ? what + "es" : what + "s";
        return "%,d %s".formatted(n, n == 1 ? what : plural);
    }

    private static List<Summary.Line> lines(Report report) {
        Map<FindingKey, Integer> symptoms = new HashMap<>();
        report.findings()
                .forEach(f ->
                        f.statement().cause().ifPresent(c -> symptoms.merge(c, 1, Integer::sum)));
        return report.roots().stream().map(f -> line(f, report, symptoms)).toList();
    }

    private static Summary.Line line(
            Finding finding, Report report, Map<FindingKey, Integer> symptoms) {
        Instant since =
                Optional.ofNullable(report.since().get(finding.key()))
                        .orElse(finding.statement().observedAt());
        return new Summary.Line(
                finding.key(),
                mark(finding.severity()),
                finding.statement().title(),
                since,
                symptoms.getOrDefault(finding.key(), 0));
    }

    /// Findings by the host that they are on.
    static Map<String, List<Finding>> byHost(Report report) {
        return report.findings().stream()
                .filter(f -> hostOf(f).isPresent())
                .collect(Collectors.groupingBy(f -> hostOf(f).orElseThrow()));
    }

    private static Optional<String> hostOf(Finding finding) {
        return switch (finding) {
            case Finding.HostFinding f -> Optional.of(f.host().name());
            case Finding.MountFinding f -> Optional.of(f.host().name());
            case Finding.ProcessFinding f -> Optional.of(f.host().name());
            case Finding.RunFinding f -> Optional.of(f.host().name());
            case Finding.EndpointFinding f -> Optional.empty();
            case Finding.SupervisionFinding f -> Optional.empty();
            case Finding.ConsoleFinding f -> Optional.empty();
        };
    }
}
