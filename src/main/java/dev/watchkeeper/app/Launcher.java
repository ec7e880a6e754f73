package dev.watchkeeper.app;

import dev.watchkeeper.cli.Terminal;
import dev.watchkeeper.cli.Watchkeeper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// The main class. It does not extend `Application`, so that JavaFX starts from the class path.
public final class Launcher {
    private static final int UNKNOWN = 3;

    private Launcher() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] args) {
        Terminal terminal = terminal();
        System.exit(run(terminal, args));
    }

    private static int run(Terminal terminal, String[] args) {
        Folders folders;
        try {
            var home = Folders.home(System.getProperty("user.home", ""), System.getenv());
            if (home.isEmpty()) {
                return refused(terminal, "this user has no home folder; set HOME to one");
            }
            folders = Folders.ofUser(System.getenv(), home.get());
        } catch (InvalidPathException e) {
            return refused(
                    terminal,
                    "a folder named in the environment cannot be read in this locale; try"
                            + " LC_ALL=C.UTF-8: "
                            + e.getMessage());
        }
        var console = new Console(System.getenv(), folders, InstantSource.system());
        if (Rehearsal.isAskedFor()) {
            return new Rehearsal(console, new Window(System.getenv(), folders)).run(terminal);
        }
        return Watchkeeper.run(console, terminal, args);
    }

    private static int refused(Terminal terminal, String why) {
        terminal.err().println("watchkeeper: " + why);
        return UNKNOWN;
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
                screen.isPresent(),
                isInputPiped(),
                isErrorDrawable());
    }

    /// Java tells only whether input and output are both a terminal. Where the system does not say
    /// what errors go to, they count as a file.
    private static boolean isErrorDrawable() {
        try {
            String to = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            boolean terminal = to.startsWith("/dev/pts/") || to.startsWith("/dev/tty");
            return terminal && !"dumb".equals(System.getenv("TERM"));
        } catch (IOException _) {
            return false;
        }
    }

    /// Where that cannot be told, it counts as piped.
    private static boolean isInputPiped() {
        try {
            // A pipe's link leads to no path.
            return !Path.of("/proc/self/fd/0").toRealPath().startsWith("/dev");
        } catch (IOException _) {
            return true;
        }
    }
}
