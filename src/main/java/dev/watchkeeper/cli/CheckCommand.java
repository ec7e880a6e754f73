package dev.watchkeeper.cli;

import dev.watchkeeper.monitor.Report;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/// One full cycle.
@Command(
        name = "check",
        description = "Asks everything once and says what is wrong.",
        footer = "Exit status: 0 OK, 1 warning, 2 critical, 3 unknown.")
final class CheckCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @ArgGroup(exclusive = true)
    private Formats formats = new Formats();

    CheckCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.strict().get()) {
            return print(desk);
        }
    }

    private int print(Desk desk) {
        Report report = Reports.ofOneCycle(desk, terminal);
        if (formats.isText()) {
            new ReportText(report, terminal, desk.mutes()).print(false);
        } else {
            formats.print(report, terminal.out());
        }
        return report.exitStatus();
    }
}
