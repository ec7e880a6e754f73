package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;
import dev.watchkeeper.supervision.SupervisionObservation;

import java.util.Optional;

/// Whether the supervision that a plan has changed was asked since.
final class SupervisionSight {
    private SupervisionSight() {}

    /// The name of one whose finding may be gone only because nobody could look.
    static Optional<String> unseen(RemedyPlan plan, Report before, Report after) {
        return plan.steps().stream()
                .map(RemedyStep::action)
                .filter(Action.Supervise.class::isInstance)
                .map(a -> ((Action.Supervise) a).work().supervision().name())
                .filter(name -> !isSeen(name, before, after))
                .findFirst();
    }

    private static boolean isSeen(String name, Report before, Report after) {
        Optional<SupervisionObservation> now = latest(name, after);
        return now.filter(SupervisionObservation.Observed.class::isInstance).isPresent()
                && !now.equals(latest(name, before));
    }

    private static Optional<SupervisionObservation> latest(String name, Report report) {
        return Optional.ofNullable(report.snapshot().supervision().get(name))
                .flatMap(SupervisionState::latest);
    }
}
