package dev.watchkeeper.cli;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.inventory.Nearest;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Verdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Proves that a supervision would page.
@Command(
        name = "drill",
        description = "Sends a canary through a supervision and follows it.",
        footer = "Exit status: 0 it passed, 2 it stopped on its way, 3 that cannot be told.")
final class DrillCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "A supervision of the fleet.")
    private String name = "";

    @Option(names = "--page", description = "It may reach a person; without it, that is refused.")
    private boolean pages;

    @Option(names = "--json", description = "Print JSON, schema watchkeeper/1.")
    private boolean json;

    DrillCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.strict().get()) {
            Supervision supervision =
                    desk.fleet().supervision(name).orElseThrow(() -> absent(desk));
            DrillResult result = run(desk, supervision);
            if (json) {
                new JsonText().write(result, terminal.out());
                terminal.out().print("\n");
            } else {
                terminal.line(
                        result.passed()
                                ? Plain.of(name) + " would page."
                                : Plain.of(name) + " would not page, or it cannot be told.");
            }
            return result.fault()
                    .map(f -> f.verdict() == Verdict.FAILED ? 2 : 3)
                    .orElse(result.passed() ? 0 : 3);
        }
    }

    private DrillResult run(Desk desk, Supervision supervision) {
        try {
            return desk.drilling().run(supervision, pages, l -> progress(l));
        } catch (IllegalStateException | AuditLog.AuditException e) {
            throw new CliFailure(
                    "the drill was not run: " + Plain.of(String.valueOf(e.getMessage())));
        }
    }

    private void progress(Leg leg) {
        if (!json) {
            terminal.line(
                    "%-14s %-10s %6d ms  %s"
                            .formatted(
                                    words(leg.stage()),
                                    words(leg.verdict()),
                                    leg.took().toMillis(),
                                    Plain.of(leg.text())));
            terminal.out().flush();
        }
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private CliFailure absent(Desk desk) {
        List<String> names = desk.fleet().supervision().stream().map(Supervision::name).toList();
        return new CliFailure(
                "the fleet has no supervision '%s'%s"
                        .formatted(
                                Plain.of(name),
                                Nearest.to(name, names)
                                        .map(n -> "; did you mean '" + n + "'?")
                                        .orElse("")));
    }
}
