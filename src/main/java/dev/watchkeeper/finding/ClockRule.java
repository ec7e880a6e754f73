package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.ConsoleFinding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Clocks that differ. When at least two hosts or supervision systems, and most of them, are off by
/// the same, it is the workstation's clock that is off; the others are then measured against the
/// majority.
final class ClockRule {
    static final FindingKey WORKSTATION = FindingKey.of(FindingKind.CLOCK_OFF, "workstation");

    List<Finding> findings(Scene scene) {
        List<OtherClock> clocks = OtherClock.of(scene);
        Duration limit = scene.hostThresholds().clockOffset();
        Duration common = median(clocks);
        List<OtherClock> agreeing = clocks.stream().filter(c -> near(c, common, limit)).toList();
        boolean ours =
                common.abs().compareTo(limit) > 0
                        && agreeing.size() > 1
                        && agreeing.size() * 2 > clocks.size();
        Duration right = ours ? common : Duration.ZERO;
        var found = new ArrayList<Finding>();
        if (ours) {
            found.add(workstation(common, agreeing));
        }
        clocks.stream()
                .filter(c -> !near(c, right, limit))
                .forEach(c -> found.add(c.fault().apply(c.offset().minus(right))));
        return found;
    }

    private static Duration median(List<OtherClock> clocks) {
        List<Duration> sorted = clocks.stream().map(OtherClock::offset).sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() / 2);
    }

    private static boolean near(OtherClock clock, Duration right, Duration limit) {
        return clock.offset().minus(right).abs().compareTo(limit) <= 0;
    }

    private static Finding workstation(Duration offset, List<OtherClock> agreeing) {
        var statement =
                new Draft(FindingKind.CLOCK_OFF, "workstation", Severity.HIGH)
                        .title(
                                "This workstation's clock is %s %s"
                                        .formatted(
                                                Ages.of(offset),
                                                offset.isNegative() ? "fast" : "slow"))
                        .impact("Every age and every days-left on this console is wrong by that.")
                        .on(agreeing.stream().map(OtherClock::evidence).toList());
        return new ConsoleFinding(statement);
    }
}
