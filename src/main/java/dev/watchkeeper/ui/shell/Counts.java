package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.monitor.Report;

import java.util.Optional;

/// How much is wrong, for the rail.
final class Counts {
    private Counts() {}

    static int findings(Report report) {
        return report.roots().size();
    }

    /// Endpoints with a finding.
    static int certificates(Report report) {
        return distinct(
                report,
                f ->
                        f instanceof Finding.EndpointFinding e
                                ? Optional.of(e.endpoint().id())
                                : Optional.empty());
    }

    /// Hosts with a finding.
    static int hosts(Report report) {
        return distinct(report, Counts::host);
    }

    /// Runs that a finding says are stuck.
    static int stuckRuns(Report report) {
        return report.findings().stream()
                .filter(f -> f.kind() == FindingKind.RUN_STUCK)
                .mapToInt(f -> f instanceof Finding.RunFinding r ? r.runs().size() : 0)
                .sum();
    }

    /// What is wrong with supervision: what it does not cover counts as one.
    static int supervision(Report report) {
        return (int)
                report.findings().stream()
                        .filter(Finding.SupervisionFinding.class::isInstance)
                        .filter(f -> f.statement().cause().isEmpty())
                        .count();
    }

    static Optional<String> host(Finding finding) {
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

    private static int distinct(
            Report report, java.util.function.Function<Finding, Optional<String>> subject) {
        return Math.toIntExact(
                report.findings().stream()
                        .flatMap(f -> subject.apply(f).stream())
                        .distinct()
                        .count());
    }
}
