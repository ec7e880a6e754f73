package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.Fleet;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// The engine without a window.
@Command(
        name = "watch",
        description =
                "Watches without a window until SIGTERM or Ctrl-C: tells, and keeps a heartbeat.",
        footer = {
            "Prints a line for each finding that opens, changes or ends. Whom it tells is under",
            "'notify' in the fleet file; a change of that file counts at once.",
            "Exit status: 0 told to end, 3 could not begin."
        })
final class WatchCommand implements Callable<Integer> {
    private final Supplier<Watch> opened;
    private final Terminal terminal;

    WatchCommand(Supplier<Watch> opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (Watch watch = opened.get()) {
            Fleet fleet = watch.engine().latest().snapshot().fleet();
            terminal.line(
                    "Watching %d endpoints, %d hosts and %d supervision systems."
                            .formatted(
                                    fleet.endpoints().size(),
                                    fleet.hosts().size(),
                                    fleet.supervision().size()));
            terminal.out().flush();
            var lines = new ChangeLines(terminal, watch::standing);
            try (AutoCloseable _ = watch.engine().listen(lines)) {
                watch.awaitEnd();
            }
            terminal.line("Told to end.");
            terminal.out().flush();
        }
        return 0;
    }
}
