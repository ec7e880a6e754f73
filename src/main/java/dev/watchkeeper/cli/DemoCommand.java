package dev.watchkeeper.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// The outage in a box.
@Command(
        name = "demo",
        description = "Opens the window on an outage in a box: real TLS and SSH on loopback.",
        footer = {
            "With a command (check, findings, plan, fix), runs that on a box of its own.",
            "With --serve, keeps a box for other processes until Ctrl-C, SIGTERM, or the end of a"
                    + " pipe",
            "that is its input:",
            "  watchkeeper demo --serve DIR, then watchkeeper check --fleet DIR/fleet.yaml"
        })
final class DemoCommand implements Callable<Integer> {
    private final Desks desks;
    private final Opened opened;
    private final Terminal terminal;

    @Option(
            names = "--serve",
            paramLabel = "DIR",
            description =
                    "Write the box's fleet, known_hosts, trust anchor and key there and wait.")
    private Optional<Path> serve = Optional.empty();

    DemoCommand(Desks desks, Opened opened, Terminal terminal) {
        this.desks = desks;
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return serve.isPresent() ? serve(serve.get()) : show();
    }

    private int show() {
        Optional<Integer> status = desks.demoWindow();
        if (status.isPresent()) {
            return status.get();
        }
        terminal.line("There is no display; this is what the window would show of the demo:");
        return new CheckCommand(opened, terminal).call();
    }

    private int serve(Path directory) throws Exception {
        try (AutoCloseable _ = desks.serveDemo(directory)) {
            terminal.line("The demo runs. In another shell:");
            terminal.line("  watchkeeper check --fleet " + directory.resolve("fleet.yaml"));
            terminal.line(
                    terminal.inputEnds()
                            ? "It ends with the end of its input, or Ctrl-C."
                            : "It ends with Ctrl-C or SIGTERM.");
            terminal.out().flush();
            waitForEnd();
            return 0;
        }
    }

    private void waitForEnd() throws IOException, InterruptedException {
        if (!terminal.inputEnds()) {
            new CountDownLatch(1).await();
        }
        String line = terminal.in().readLine();
        while (line != null) {
            line = terminal.in().readLine();
        }
    }
}
