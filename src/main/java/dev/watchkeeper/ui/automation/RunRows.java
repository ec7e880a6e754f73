package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.automation.Looks.Look;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the rows of all runs of a report. Pure.
final class RunRows {
    private RunRows() {}

    /// @param looks at the hosts of the report
    static List<RunRow> of(Report report, List<Look> looks) {
        Map<ProcessKey, RunFinding> stuck = stuck(report);
        Lanes lanes = lanes(report);
        return looks.stream()
                .flatMap(l -> l.found().runs().stream().map(r -> row(l, r, stuck, lanes)))
                .toList();
    }

    /// What tells of the lanes in a report.
    static Lanes lanes(Report report) {
        return new Lanes(
                new Trouble(report), report.snapshot().fleet().thresholds().hosts().stuckAfter());
    }

    private static RunRow row(Look look, Run run, Map<ProcessKey, RunFinding> stuck, Lanes lanes) {
        Optional<RunFinding> finding = Optional.ofNullable(stuck.get(run.key()));
        LaneState worst =
                finding.map(f ->
                                f.kind() == FindingKind.RUN_STUCK
                                        ? LaneState.BLOCKED
                                        : LaneState.DOUBTFUL)
                        .orElseGet(() -> lanes.worst(run.lanes()));
        return new RunRow(
                look.host(),
                run,
                look.probed().observedAt(),
                look.outdated(),
                finding,
                worst,
                Optional.ofNullable(look.found().starters().get(run.key())));
    }

    private static Map<ProcessKey, RunFinding> stuck(Report report) {
        var stuck = new HashMap<ProcessKey, RunFinding>();
        report.findings().stream()
                .filter(RunFinding.class::isInstance)
                .map(RunFinding.class::cast)
                .forEach(f -> f.runs().forEach(r -> stuck.put(r.key(), f)));
        return stuck;
    }
}
