package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Runs;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedules;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Looks for runs and schedules in the newest answers of hosts. It keeps what it found in an answer
/// until there is another one, since looking through the processes of a large fleet takes its time.
final class Looks {
    private final Function<HostSnapshot, Found> finder;
    private IdentityHashMap<Probed, Found> seen = new IdentityHashMap<>();

    /// @param finder looks through one answer, such as [Found#in]
    Looks(Function<HostSnapshot, Found> finder) {
        this.finder = finder;
    }

    /// What was found in an answer.
    ///
    /// @param starters the schedule that started a run, where it is known
    record Found(List<Run> runs, Schedules schedules, Map<ProcessKey, Schedule> starters) {
        static Found in(HostSnapshot snapshot) {
            List<Run> runs = Runs.of(snapshot);
            Schedules schedules = Schedules.of(snapshot);
            var starters = new HashMap<ProcessKey, Schedule>();
            for (Run run : runs) {
                schedules.starterOf(snapshot, run).ifPresent(s -> starters.put(run.key(), s));
            }
            return new Found(runs, schedules, starters);
        }
    }

    /// The newest answer of a host.
    ///
    /// @param outdated whether it is too old to be called present
    record Look(Host host, Probed probed, boolean outdated, Found found) {}

    /// One of each host that ever answered, in the fleet's order.
    List<Look> of(Report report) {
        var next = new IdentityHashMap<Probed, Found>();
        var looks = new ArrayList<Look>();
        for (Host host : report.snapshot().fleet().hosts()) {
            Optional<Probed> probed =
                    Optional.ofNullable(report.snapshot().hosts().get(host.name()))
                            .flatMap(HostState::lastProbed);
            if (probed.isPresent()) {
                Found found = found(probed.get());
                next.put(probed.get(), found);
                boolean outdated = isOutdated(report, probed.get());
                looks.add(new Look(host, probed.get(), outdated, found));
            }
        }
        seen = next;
        return looks;
    }

    private Found found(Probed probed) {
        Found known = seen.get(probed);
        return known == null ? finder.apply(probed.snapshot()) : known;
    }

    private static boolean isOutdated(Report report, Probed probed) {
        Duration most = report.snapshot().fleet().thresholds().schedule().staleAfter();
        Duration age = Duration.between(probed.observedAt(), report.snapshot().takenAt());
        return age.compareTo(most) > 0;
    }
}
