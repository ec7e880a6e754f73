package dev.watchkeeper.cli;

import dev.watchkeeper.monitor.Report;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/// What is wrong, with the evidence.
@Command(
        name = "findings",
        description = "Asks everything once and prints each finding with its evidence.",
        footer = "Exit status: 0 OK, 1 warning, 2 critical, 3 unknown.")
final class FindingsCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    FindingsCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.strict().get()) {
            Report report = Reports.ofOneCycle(desk, terminal);
            new ReportText(report, terminal, desk.mutes()).print(true);
            return report.exitStatus();
        }
    }
}
