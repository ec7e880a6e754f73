package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.HostFinding;

import java.util.ArrayList;
import java.util.List;

/// What would keep the next hang from lasting for ever, with the exact change: one hint a host, and
/// only where a run or a hang of that kind is seen. It never outranks a problem.
final class PreventionRule {
    /// Something that may hang without end, and the change that ends it.
    ///
    /// @param lacking in a few words, for the title
    /// @param where what is to be changed
    /// @param change as it is, and as it should be
    record Hint(String lacking, String where, String change) {}

    List<Finding> findings(Scene scene) {
        return Probe.each(scene, PreventionRule::of);
    }

    private static List<Finding> of(Probe probe) {
        if (probe.snapshot().timetable().isEmpty()) {
            return List.of();
        }
        var hints = new ArrayList<Hint>();
        hints.addAll(new RunHints(probe).all());
        hints.addAll(new ScheduleHints(Dependents.of(probe)).all());
        hints.addAll(new FuseHints(probe).all());
        return hints.isEmpty() ? List.of() : List.of(finding(probe, hints));
    }

    private static Finding finding(Probe probe, List<Hint> hints) {
        String lacking = Texts.list(hints.stream().map(Hint::lacking).distinct().toList());
        var draft =
                new Draft(FindingKind.PREVENTION, probe.host().name(), Severity.LOW)
                        .title(
                                "%s: what hangs there may hang for ever: %s"
                                        .formatted(probe.host().name(), lacking))
                        .impact(
                                "Nothing is wrong because of it now; the changes below bound the"
                                        + " next hang.");
        List<Evidence> evidence =
                hints.stream().limit(20).map(h -> probe.evidence(h.where(), h.change())).toList();
        return new HostFinding(draft.on(evidence), probe.host(), probe.probed());
    }
}
