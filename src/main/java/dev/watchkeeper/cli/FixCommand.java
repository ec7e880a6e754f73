package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Runs and verifies the remedy of a finding.
@Command(
        name = "fix",
        description = "Shows the remedy of a finding, runs it after a yes, and verifies it.",
        footer =
                "Exit status: 0 only when the finding was seen to be gone, 1 refused or cancelled,"
                        + " 2 not fixed, 3 unknown.")
final class FixCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(paramLabel = "KEY", description = "The finding's key, as check prints it.")
    private String key = "";

    @Option(
            names = "--plan",
            paramLabel = "N",
            description = "Which of the plans that 'plan' shows; the first when not given.")
    private int number = 1;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    FixCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Desk desk = opened.strict().get()) {
            Report report = Reports.ofOneCycle(desk, terminal);
            Finding finding = Reports.finding(report, key);
            terminal.line(Plain.of(finding.statement().title()));
            RemedyPlan plan = chosen(PlanCommand.plans(desk, finding, report));
            PlanText.print(plan, terminal);
            Optional<String> confirmation = confirmation(plan);
            if (confirmation.isEmpty()) {
                terminal.line("Nothing was done.");
                return 1;
            }
            return new RemedyWatch(terminal, desk)
                    .run(desk.remedies(), plan, confirmation.get(), this::end);
        }
    }

    private RemedyPlan chosen(List<RemedyPlan> plans) {
        if (number < 1 || number > plans.size()) {
            throw new CliFailure(
                    "there is no plan %d; there are %d".formatted(number, plans.size()));
        }
        return plans.get(number - 1);
    }

    /// What the plan wants typed, or an empty text; empty when the answer was no.
    private Optional<String> confirmation(RemedyPlan plan) {
        String wanted = plan.typedConfirmation().orElse("");
        if (yes) {
            return Optional.of(wanted);
        }
        if (!terminal.interactive()) {
            throw new CliFailure("there is nobody to ask: give --yes to run this without asking");
        }
        if (wanted.isEmpty()) {
            return terminal.confirmed("Run it?") ? Optional.of("") : Optional.empty();
        }
        return terminal.ask("Type '%s' to run it:".formatted(wanted)).filter(wanted::equals);
    }

    private int end(RemedyOutcome outcome) {
        return switch (outcome) {
            case RemedyOutcome.Fixed f -> say("Fixed", f.text(), 0);
            case RemedyOutcome.NotFixed n -> say("Not fixed", n.text(), 2);
            case RemedyOutcome.StepFailed s ->
                    say("Step " + (s.step() + 1) + " failed", s.text(), 2);
            case RemedyOutcome.Refused r -> say("Refused", r.text(), 1);
            case RemedyOutcome.Cancelled c -> say("Cancelled", c.text(), 1);
            case RemedyOutcome.Unknown u -> say("Unknown", u.text(), 3);
        };
    }

    private int say(String word, String text, int exitStatus) {
        terminal.line(word + ": " + Plain.of(text));
        return exitStatus;
    }
}
