package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyPlan;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// What would be done about a finding.
@Command(
        name = "plan",
        description = "Shows what 'fix' would do about a finding, and does nothing.",
        footer = "Exit status: 0 when there is a remedy, 3 when there is none.")
final class PlanCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(paramLabel = "KEY", description = "The finding's key, as check prints it.")
    private String key = "";

    PlanCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.strict().get()) {
            Report report = Reports.ofOneCycle(desk, terminal);
            Finding finding = Reports.finding(report, key);
            terminal.line(Plain.of(finding.statement().title()));
            int number = 1;
            for (RemedyPlan plan : plans(desk, finding, report)) {
                terminal.line("");
                terminal.line("Plan " + number++);
                PlanText.print(plan, terminal);
            }
            return 0;
        }
    }

    /// @throws CliFailure if there is no remedy
    static List<RemedyPlan> plans(Desk desk, Finding finding, Report report) {
        List<RemedyPlan> plans = desk.remedies().plansFor(finding, report);
        if (plans.isEmpty()) {
            throw new CliFailure("no remedy is known for " + finding.key());
        }
        return plans;
    }
}
