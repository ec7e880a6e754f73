package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Runs;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of all runs of reports. It keeps what it made of a host's answer until there is another
/// one, since looking through the processes of a large fleet takes its time.
final class RunRows {
    private IdentityHashMap<Probed, List<Run>> seen = new IdentityHashMap<>();

    List<RunRow> of(Report report) {
        Map<ProcessKey, RunFinding> stuck = stuck(report);
        Lanes lanes = lanes(report);
        var next = new IdentityHashMap<Probed, List<Run>>();
        var rows = new ArrayList<RunRow>();
        for (Host host : report.snapshot().fleet().hosts()) {
            Optional<Probed> probed =
                    Optional.ofNullable(report.snapshot().hosts().get(host.name()))
                            .flatMap(HostState::lastProbed);
            if (probed.isPresent()) {
                List<Run> runs = runs(probed.get());
                next.put(probed.get(), runs);
                boolean outdated = isOutdated(report, probed.get());
                runs.forEach(r -> rows.add(row(host, r, probed.get(), outdated, stuck, lanes)));
            }
        }
        seen = next;
        return rows;
    }

    /// What tells of the lanes in a report.
    static Lanes lanes(Report report) {
        return new Lanes(
                new Trouble(report), report.snapshot().fleet().thresholds().hosts().stuckAfter());
    }

    private List<Run> runs(Probed probed) {
        List<Run> known = seen.get(probed);
        return known == null ? Runs.of(probed.snapshot()) : known;
    }

    private static RunRow row(
            Host host,
            Run run,
            Probed probed,
            boolean outdated,
            Map<ProcessKey, RunFinding> stuck,
            Lanes lanes) {
        Optional<RunFinding> finding = Optional.ofNullable(stuck.get(run.key()));
        LaneState worst =
                finding.map(f ->
                                f.kind() == FindingKind.RUN_STUCK
                                        ? LaneState.BLOCKED
                                        : LaneState.DOUBTFUL)
                        .orElseGet(() -> lanes.worst(run.lanes()));
        return new RunRow(host, run, probed.observedAt(), outdated, finding, worst);
    }

    private static Map<ProcessKey, RunFinding> stuck(Report report) {
        var stuck = new HashMap<ProcessKey, RunFinding>();
        report.findings().stream()
                .filter(RunFinding.class::isInstance)
                .map(RunFinding.class::cast)
                .forEach(f -> f.runs().forEach(r -> stuck.put(r.key(), f)));
        return stuck;
    }

    private static boolean isOutdated(Report report, Probed probed) {
        Instant now = report.snapshot().takenAt();
        Duration most = report.snapshot().fleet().thresholds().schedule().staleAfter();
        return Duration.between(probed.observedAt(), now).compareTo(most) > 0;
    }
}
