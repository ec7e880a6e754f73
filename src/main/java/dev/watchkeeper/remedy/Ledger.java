package dev.watchkeeper.remedy;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.inventory.VisibleText;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.stream.Collectors;

/// Writes a plan and what came of it to the audit record, without secrets and without remote
/// output.
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /// The first word of an outcome that was proved.
    static final String FIXED = "fixed";

    private final AuditLog audit;

    Ledger(AuditLog audit) {
        this.audit = audit;
    }

    /// Returns the action's id.
    ///
    /// @throws AuditLog.AuditException if it could not be written: then nothing may run
    String intent(RemedyPlan plan) {
        String steps = plan.steps().stream().map(Ledger::text).collect(Collectors.joining("\n"));
        return audit.intent(plan.finding().value(), plan.question() + "\n" + steps);
    }

    /// Returns the outcome, which says so when it could not be recorded.
    RemedyOutcome outcome(String action, RemedyPlan plan, RemedyOutcome outcome) {
        try {
            audit.outcome(action, plan.finding().value(), name(outcome) + ": " + outcome.text());
            return outcome;
        } catch (AuditLog.AuditException e) {
            LOG.error("The outcome of {} could not be recorded: {}", action, outcome.text(), e);
            return withText(
                    outcome, outcome.text() + " This outcome could not be written to the record.");
        }
    }

    private static String text(RemedyStep step) {
        String commands =
                step.commands().stream()
                        .map(Redaction::shellLine)
                        .map(VisibleText::of)
                        .collect(Collectors.joining("; "));
        return "on %s as %s, within %d s: %s%s"
                .formatted(
                        step.host(), step.user(), step.timeout().toSeconds(), commands, run(step));
    }

    private static String run(RemedyStep step) {
        return step.action() instanceof RemedyStep.Action.Renew renew
                ? renew.run().map(r -> UnfinishedRuns.words(r, step.host())).orElse("")
                : "";
    }

    private static String name(RemedyOutcome outcome) {
        return switch (outcome) {
            case RemedyOutcome.Fixed _ -> FIXED;
            case RemedyOutcome.NotFixed _ -> "not fixed";
            case RemedyOutcome.StepFailed f -> "step %d failed".formatted(f.step() + 1);
            case RemedyOutcome.Refused _ -> "refused";
            case RemedyOutcome.Cancelled _ -> "cancelled";
            case RemedyOutcome.Unknown _ -> "unknown";
        };
    }

    private static RemedyOutcome withText(RemedyOutcome outcome, String text) {
        return switch (outcome) {
            case RemedyOutcome.Fixed _ -> new RemedyOutcome.Fixed(text);
            case RemedyOutcome.NotFixed _ -> new RemedyOutcome.NotFixed(text);
            case RemedyOutcome.StepFailed f -> new RemedyOutcome.StepFailed(f.step(), text);
            case RemedyOutcome.Refused _ -> new RemedyOutcome.Refused(text);
            case RemedyOutcome.Cancelled _ -> new RemedyOutcome.Cancelled(text);
            case RemedyOutcome.Unknown _ -> new RemedyOutcome.Unknown(text);
        };
    }
}
