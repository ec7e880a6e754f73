package dev.watchkeeper.app;

import dev.watchkeeper.cli.Terminal;
import dev.watchkeeper.cli.Watchkeeper;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// The main class. It does not extend `Application`, so that JavaFX starts from the class path.
public final class Launcher {
    private Launcher() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("user.home"));
        var folders = Folders.ofUser(System.getenv(), home);
        var console = new Console(System.getenv(), folders, InstantSource.system());
        System.exit(Watchkeeper.run(console, terminal(), args));
    }

    private static Terminal terminal() {
        Optional<Charset> screen =
                Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .map(java.io.Console::charset);
        // Pipes get UTF-8 whatever the locale: JSON and metrics are defined so.
        Charset charset = screen.orElse(StandardCharsets.UTF_8);
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, charset)),
                new PrintWriter(System.out, false, charset),
                new PrintWriter(System.err, true, charset),
                screen.isPresent());
    }
}
