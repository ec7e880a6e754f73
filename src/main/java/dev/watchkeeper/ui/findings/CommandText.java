package dev.watchkeeper.ui.findings;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.RemoteCommand;

import java.util.List;
import java.util.stream.Collectors;

/// Argument lists as the lines of a shell that would run them, for showing.
final class CommandText {
    private static final int MOST_LINES = 200;

    private CommandText() {}

    static String of(List<List<String>> commands) {
        return commands.stream().map(CommandText::line).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> arguments) {
        return VisibleText.of(
                arguments.stream().map(RemoteCommand::quote).collect(Collectors.joining(" ")));
    }

    /// The same with the lines in the middle left out when there are very many; says so.
    static String shortened(String lines) {
        List<String> all = lines.lines().toList();
        if (all.size() <= MOST_LINES) {
            return lines;
        }
        return String.join("\n", all.subList(0, MOST_LINES))
                + "\n… and "
                + (all.size() - MOST_LINES)
                + " more lines; Copy has them all";
    }
}
