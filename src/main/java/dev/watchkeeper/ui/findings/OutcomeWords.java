package dev.watchkeeper.ui.findings;

import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.ui.fx.Job;

import java.time.Duration;

/// The first words of an outcome. Only [RemedyOutcome.Fixed] says that the problem is gone.
final class OutcomeWords {
    private OutcomeWords() {}

    static String of(RemedyOutcome outcome) {
        return switch (outcome) {
            case RemedyOutcome.Fixed o -> "Fixed and verified";
            case RemedyOutcome.NotFixed o -> "The fix ran, the problem is still there";
            case RemedyOutcome.StepFailed o ->
                    "Step " + (o.step() + 1) + " failed; the rest did not run";
            case RemedyOutcome.Refused o -> "Refused; nothing was done";
            case RemedyOutcome.Cancelled o -> "Cancelled";
            case RemedyOutcome.Unknown o -> "Outcome unknown";
        };
    }

    static Job.State state(RemedyOutcome outcome) {
        return switch (outcome) {
            case RemedyOutcome.Fixed o -> Job.State.SUCCEEDED;
            case RemedyOutcome.Unknown o -> Job.State.UNKNOWN;
            case RemedyOutcome.NotFixed o -> Job.State.FAILED;
            case RemedyOutcome.StepFailed o -> Job.State.FAILED;
            case RemedyOutcome.Refused o -> Job.State.FAILED;
            case RemedyOutcome.Cancelled o -> Job.State.FAILED;
        };
    }

    static String withText(RemedyOutcome outcome) {
        String first = of(outcome);
        return outcome.text().isEmpty() ? first : first + ". " + outcome.text();
    }

    /// The most that a whole plan may take.
    static Duration limit(RemedyPlan plan) {
        return plan.steps().stream().map(s -> s.timeout()).reduce(Duration.ZERO, Duration::plus);
    }
}
