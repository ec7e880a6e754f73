package dev.watchkeeper.app;

import dev.watchkeeper.cli.Terminal;
import dev.watchkeeper.cli.Watchkeeper;
import dev.watchkeeper.monitor.Report;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;

/// What the build has the program do so that Java learns which classes it uses and how to load them
/// fast: a check of the demo, then every screen of its window, without a display and to its end.
///
/// Asked for by the system property `watchkeeper.rehearsal`; see `packaging/rehearse`.
final class Rehearsal {
    private final Console console;
    private final Window window;

    Rehearsal(Console console, Window window) {
        this.console = console;
        this.window = window;
    }

    static boolean isAskedFor() {
        return Boolean.getBoolean("watchkeeper.rehearsal");
    }

    /// @return the exit status: 0 when all of it was gone through
    int run(Terminal terminal) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        var deaf = new Terminal(terminal.in(), nowhere, terminal.err(), false);
        for (String form : new String[] {"--json", "--nagios"}) {
            Watchkeeper.run(console, deaf, "demo", "check", form);
        }
        return window.show(this::opened, Optional.of("DEMO"), Optional.empty()).orElse(3);
    }

    private Composition opened() {
        Composition demo = console.composedDemo();
        // Until the window is there, there is nothing to close; another report comes.
        var _ = demo.engine().listen(this::seen);
        return demo;
    }

    private void seen(Report report) {
        if (report.progress().total() == 0 && !report.snapshot().hosts().isEmpty()) {
            window.close();
        }
    }
}
