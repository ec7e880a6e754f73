package dev.watchkeeper.cli;

import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.remedy.RemedyStep;
import dev.watchkeeper.ssh.RemoteCommand;

import java.util.List;

/// A plan for a person: exactly what would run, where and as whom.
final class PlanText {
    private PlanText() {}

    static void print(RemedyPlan plan, Terminal terminal) {
        terminal.line(Plain.of(plan.question()));
        int number = 1;
        for (RemedyStep step : plan.steps()) {
            terminal.line(
                    "  %d. %s (on %s as %s, at most %d s)"
                            .formatted(
                                    number++,
                                    Plain.of(step.purpose()),
                                    step.host(),
                                    Plain.of(step.user()),
                                    step.timeout().toSeconds()));
            for (List<String> command : step.commands()) {
                terminal.line("       " + Plain.of(RemoteCommand.of(command).shellLine()));
            }
        }
        if (!plan.loss().isEmpty()) {
            terminal.line("  What is lost: " + Plain.of(plan.loss()));
        }
        terminal.line("  Then it is observed again; only when the finding is gone is it fixed.");
    }
}
