package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.remedy.DetachedRun;
import dev.watchkeeper.remedy.HostRuns;
import dev.watchkeeper.remedy.RunFate;
import dev.watchkeeper.remedy.RunId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;
import java.util.concurrent.Callable;

/// One run on a host: all of its output, and its outcome.
@Command(
        name = "attach",
        description = {
            "Shows the output of a renewal that goes on, or has gone on, by itself on a host, and"
                    + " what became of it.",
            "Ctrl-C stops showing it; the renewal goes on."
        },
        footer =
                "Exit status: 0 the run ended with 0, 2 it failed or was ended, 3 its outcome is"
                        + " unknown or still to come.")
final class AttachCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "HOST", description = "A host of the fleet.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RUN",
            description = "The run, as 'runs' prints it; the newest when not given.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--end", description = "End it on the host: TERM, 5 s, KILL.")
    private boolean end;

    AttachCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.strict().get()) {
            Host host = RunsCommand.host(desk, name);
            RunId id = run.map(AttachCommand::parsed).orElseGet(() -> newest(desk, host));
            if (end) {
                desk.detachedRuns().end(host, id);
            }
            RunFate fate = desk.detachedRuns().attach(host, id, this::say);
            terminal.line("The run %s on %s %s.".formatted(id, name, fate.shown()));
            return status(fate);
        }
    }

    private void say(String text) {
        terminal.line(Plain.of(text.stripTrailing()));
        terminal.out().flush();
    }

    private static RunId parsed(String text) {
        return RunId.parse(text)
                .orElseThrow(() ->
                        new CliFailure(
                                "'%s' is no run: 'r' and 12 hexadecimal digits, as 'runs'"
                                                .formatted(Plain.of(text))
                                        + " prints them"));
    }

    private static RunId newest(Desk desk, Host host) {
        return switch (desk.detachedRuns().on(host)) {
            case HostRuns.NotKnown n -> throw new CliFailure(n.why());
            case HostRuns.Known k ->
                    k.runs().stream()
                            .findFirst()
                            .map(DetachedRun::id)
                            .orElseThrow(
                                    () -> new CliFailure("%s has no runs".formatted(host.name())));
        };
    }

    private static int status(RunFate fate) {
        return switch (fate) {
            case RunFate.Exited(int status) -> status == 0 ? 0 : 2;
            case RunFate.Recorded _ -> 0;
            case RunFate.Ended _ -> 2;
            case RunFate.Running _,
                    RunFate.Starting _,
                    RunFate.Rebooted _,
                    RunFate.Vanished _,
                    RunFate.Absent _,
                    RunFate.Unheard _ ->
                    3;
        };
    }
}
