package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.ConsoleFinding;
import dev.watchkeeper.finding.Finding.HostFinding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Clocks that differ. When at least two hosts, and most of them, are off by the same, it is the
/// workstation's clock that is off; hosts are then measured against the majority.
final class ClockRule {
    static final FindingKey WORKSTATION = FindingKey.of(FindingKind.CLOCK_OFF, "workstation");

    List<Finding> findings(Scene scene) {
        var probes = new ArrayList<Probe>();
        Probe.each(
                scene,
                p -> {
                    probes.add(p);
                    return List.of();
                });
        Duration limit = scene.hostThresholds().clockOffset();
        Duration common = median(probes);
        List<Probe> agreeing = probes.stream().filter(p -> near(p, common, limit)).toList();
        boolean ours =
                common.abs().compareTo(limit) > 0
                        && agreeing.size() > 1
                        && agreeing.size() * 2 > probes.size();
        Duration right = ours ? common : Duration.ZERO;
        var found = new ArrayList<Finding>();
        if (ours) {
            found.add(workstation(common, agreeing));
        }
        probes.stream()
                .filter(p -> !near(p, right, limit))
                .forEach(p -> found.add(host(p, p.snapshot().clockOffset().minus(right))));
        return found;
    }

    private static Duration median(List<Probe> probes) {
        List<Duration> sorted =
                probes.stream().map(p -> p.snapshot().clockOffset()).sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() / 2);
    }

    private static boolean near(Probe probe, Duration right, Duration limit) {
        return probe.snapshot().clockOffset().minus(right).abs().compareTo(limit) <= 0;
    }

    private static Finding workstation(Duration offset, List<Probe> agreeing) {
        var statement =
                new Draft(FindingKind.CLOCK_OFF, "workstation", Severity.HIGH)
                        .title(
                                "This workstation's clock is %s %s"
                                        .formatted(
                                                Ages.of(offset),
                                                offset.isNegative() ? "fast" : "slow"))
                        .impact("Every age and every days-left on this console is wrong by that.")
                        .on(agreeing.stream().map(ClockRule::evidence).toList());
        return new ConsoleFinding(statement);
    }

    private static Finding host(Probe probe, Duration offset) {
        var statement =
                new Draft(FindingKind.CLOCK_OFF, probe.host().name(), Severity.MEDIUM)
                        .title(
                                "%s: its clock is %s %s"
                                        .formatted(
                                                probe.host().name(),
                                                Ages.of(offset),
                                                offset.isNegative() ? "slow" : "fast"))
                        .impact("Certificates, timers and logs on it are judged by a wrong time.")
                        .on(List.of(evidence(probe)));
        return new HostFinding(statement, probe.host(), probe.probed());
    }

    private static Evidence evidence(Probe probe) {
        return probe.evidence(
                "its clock",
                "its time %s, ours %s, difference %s"
                        .formatted(
                                probe.snapshot().hostClock(),
                                probe.probed().observedAt(),
                                probe.snapshot().clockOffset()));
    }
}
