package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the supervision is alive, tells somebody, and has been proven to.
final class SupervisionRules {
    List<Finding> findings(Scene scene) {
        var found = new ArrayList<Finding>();
        for (Supervision supervision : scene.fleet().supervision()) {
            SupervisionState state = scene.snapshot().supervision().get(supervision.name());
            if (state != null) {
                found.addAll(of(scene, supervision, state));
            }
        }
        return found;
    }

    private static List<Finding> of(Scene scene, Supervision supervision, SupervisionState state) {
        var found = new ArrayList<Finding>();
        unreachable(scene, supervision, state).ifPresent(found::add);
        state.lastObserved()
                .map(o -> new Watcher(scene, supervision, state, o))
                .ifPresent(w -> found.addAll(of(w)));
        Optional<Finding> dead =
                found.stream().filter(f -> f.kind() == FindingKind.SUPERVISION_DEAD).findFirst();
        for (Finding drill : DrillRule.of(scene, supervision, state)) {
            found.add(dead.map(d -> drill.causedBy(d.key())).orElse(drill));
        }
        return found;
    }

    /// One that is dead tells nobody: that is then the reason for all else.
    private static List<Finding> of(Watcher watcher) {
        Optional<Finding> dead = SupervisionLife.of(watcher);
        var found = new ArrayList<Finding>();
        dead.ifPresent(found::add);
        for (Finding other : SupervisionTelling.of(watcher)) {
            found.add(dead.map(d -> other.causedBy(d.key())).orElse(other));
        }
        return found;
    }

    private static Optional<Finding> unreachable(
            Scene scene, Supervision supervision, SupervisionState state) {
        return state.latest()
                .filter(_ -> state.failures() >= scene.schedule().failuresBefore())
                .filter(NotObserved.class::isInstance)
                .map(NotObserved.class::cast)
                .map(n ->
                        new Finding.SupervisionFinding(
                                new Draft(
                                                FindingKind.SUPERVISION_UNREACHABLE,
                                                supervision.name(),
                                                Severity.HIGH)
                                        .title(
                                                Served.shown(supervision.name())
                                                        + " cannot be asked: "
                                                        + Served.shown(n.text()))
                                        .impact("Whether it would page anybody is not known.")
                                        .on(
                                                List.of(
                                                        new Evidence(
                                                                supervision.name(),
                                                                "asking "
                                                                        + supervision
                                                                                .kind()
                                                                                .title(),
                                                                Served.shown(n.text())
                                                                        + "\nafter "
                                                                        + n.took().toMillis()
                                                                        + " ms",
                                                                n.observedAt()))),
                                supervision,
                                state.lastObserved()));
    }
}
