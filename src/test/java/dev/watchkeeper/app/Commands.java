package dev.watchkeeper.app;

import dev.watchkeeper.cli.Terminal;
import dev.watchkeeper.cli.Watchkeeper;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The command line with everything behind it, in a home folder of its own.
final class Commands {
    private final Folders folders;

    Commands(Path home) {
        folders = Folders.allIn(home);
    }

    /// What a command printed and how it ended.
    record Ended(int status, String out, String err) {
        /// The numbers of the plans whose question begins so.
        int plan(String question) {
            List<String> lines = out.lines().toList();
            for (int i = 0; i + 1 < lines.size(); i++) {
                if (lines.get(i).startsWith("Plan ") && lines.get(i + 1).startsWith(question)) {
                    return Integer.parseInt(lines.get(i).substring("Plan ".length()));
                }
            }
            throw new AssertionError("no plan '" + question + "' in\n" + out + err);
        }
    }

    Ended run(String... line) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        false);
        var console = new Console(Map.of(), folders, InstantSource.system());
        int status = Watchkeeper.run(console, terminal, line);
        return new Ended(status, out.toString(), err.toString());
    }
}
