package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.remedy.DetachedRun;
import dev.watchkeeper.remedy.HostRuns;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;

/// The renewals that go on, or have gone on, by themselves on their hosts.
@Command(
        name = "runs",
        description =
                "Lists the renewals that hosts run, or have run, by themselves: who began them and"
                        + " what became of them.",
        footer = "Exit status: 0 every host answered, 3 a host could not be asked.")
final class RunsCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(
            paramLabel = "HOST",
            arity = "0..*",
            description = "Hosts of the fleet; all that renew something when none is given.")
    private List<String> names = List.of();

    RunsCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.strict().get()) {
            int status = 0;
            for (String name : names.isEmpty() ? renewing(desk) : names) {
                status = Math.max(status, print(desk.detachedRuns().on(host(desk, name)), name));
            }
            return status;
        }
    }

    private static List<String> renewing(Desk desk) {
        return desk.fleet().renewals().stream().map(Renewal::host).distinct().toList();
    }

    /// @throws CliFailure if the fleet has none of this name
    static Host host(Desk desk, String name) {
        return desk.fleet()
                .host(name)
                .orElseThrow(() ->
                        new CliFailure(
                                "there is no host '%s' in the fleet".formatted(Plain.of(name))));
    }

    private int print(HostRuns runs, String name) {
        return switch (runs) {
            case HostRuns.NotKnown n -> {
                terminal.line(name + ": not known: " + Plain.of(n.why()));
                yield 3;
            }
            case HostRuns.Known k when k.runs().isEmpty() -> {
                terminal.line(name + ": no runs");
                yield 0;
            }
            case HostRuns.Known k -> {
                terminal.line(name + ":");
                k.runs().forEach(r -> terminal.line(line(r)));
                yield 0;
            }
        };
    }

    private static String line(DetachedRun run) {
        return "  %s  “%s”  begun %s by %s: %s"
                .formatted(
                        run.id(),
                        Plain.of(run.renewal()),
                        run.began().map(RunsCommand::time).orElse("at a time not known"),
                        Plain.of(run.by()),
                        run.fate().shown());
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
