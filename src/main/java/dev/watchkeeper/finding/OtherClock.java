package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.HostFinding;
import dev.watchkeeper.finding.Finding.SupervisionFinding;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The clock of a host or of a supervision, beside the workstation's.
///
/// @param offset positive when it is ahead of the workstation's
/// @param fault what is wrong when it is off by so much
record OtherClock(Duration offset, Evidence evidence, Function<Duration, Finding> fault) {
    /// One for each machine.
    static List<OtherClock> of(Scene scene) {
        var clocks = new ArrayList<OtherClock>();
        Set<String> machines = new HashSet<>();
        Probe.each(
                scene,
                p -> {
                    machines.add(p.host().name());
                    clocks.add(of(p));
                    return List.of();
                });
        scene.snapshot().supervision().values().stream()
                .flatMap(s -> s.lastObserved().stream())
                .filter(o -> o.supervision().host().filter(machines::contains).isEmpty())
                .flatMap(o -> of(o).stream())
                .forEach(clocks::add);
        return clocks;
    }

    private static OtherClock of(Probe probe) {
        Duration offset = probe.snapshot().clockOffset();
        Evidence evidence =
                probe.evidence(
                        "its clock",
                        words(probe.snapshot().hostClock(), probe.probed().observedAt(), offset));
        return new OtherClock(
                offset,
                evidence,
                off ->
                        new HostFinding(
                                draft(probe.host().name(), off)
                                        .impact(
                                                "Certificates, timers and logs on it are judged by"
                                                        + " a wrong time.")
                                        .on(List.of(evidence)),
                                probe.host(),
                                probe.probed()));
    }

    /// Empty for one that does not tell its time: its times were compared with ours then.
    private static Optional<OtherClock> of(Observed seen) {
        Instant its = seen.status().clock();
        if (its.equals(seen.observedAt())) {
            return Optional.empty();
        }
        String name = seen.supervision().name();
        Duration offset = Duration.between(seen.observedAt().plus(seen.took().dividedBy(2)), its);
        var evidence =
                new Evidence(
                        name,
                        "its clock",
                        words(its, seen.observedAt(), offset),
                        seen.observedAt());
        return Optional.of(
                new OtherClock(
                        offset,
                        evidence,
                        off ->
                                new SupervisionFinding(
                                        draft(name, off)
                                                .impact(
                                                        "It judges certificates by a wrong time, or"
                                                                + " this workstation does.")
                                                .on(List.of(evidence)),
                                        seen.supervision(),
                                        Optional.of(seen))));
    }

    private static Draft draft(String name, Duration off) {
        return new Draft(FindingKind.CLOCK_OFF, name, Severity.MEDIUM)
                .title(
                        "%s: its clock is %s %s"
                                .formatted(name, Ages.of(off), off.isNegative() ? "slow" : "fast"));
    }

    private static String words(Instant its, Instant ours, Duration offset) {
        return "its time %s, ours %s, difference %s".formatted(its, ours, offset);
    }
}
