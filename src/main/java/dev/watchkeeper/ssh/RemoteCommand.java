package dev.watchkeeper.ssh;

import java.util.List;

/// An argument list for a remote host, with what it reads on stdin.
///
/// @param arguments the argument list; each is quoted for a POSIX shell in one place; without NUL;
///   not empty
/// @param stdin what the command reads, then end of file; empty for nothing
/// @param maxBytes the most that is kept of stdout and stderr together
/// @param maxLines the most lines that are kept of both together
public record RemoteCommand(List<String> arguments, String stdin, int maxBytes, int maxLines) {
    public static final int DEFAULT_MAX_BYTES = 1 << 20;
    public static final int DEFAULT_MAX_LINES = 20_000;

    public RemoteCommand {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty() || arguments.stream().anyMatch(a -> a.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    "a command needs a word, and no argument may hold NUL");
        }
    }

    public static RemoteCommand of(String... arguments) {
        return of(List.of(arguments));
    }

    public static RemoteCommand of(List<String> arguments) {
        return new RemoteCommand(arguments, "", DEFAULT_MAX_BYTES, DEFAULT_MAX_LINES);
    }

    /// A script for `sh -s` with positional parameters. The login shell may be any: the script goes
    /// in on stdin.
    public static RemoteCommand script(String script, String... parameters) {
        var words = new java.util.ArrayList<>(List.of("sh", "-s", "--"));
        words.addAll(List.of(parameters));
        return new RemoteCommand(words, script, DEFAULT_MAX_BYTES, DEFAULT_MAX_LINES);
    }

    /// The words as a shell line, each quoted where it needs to be: for previews, logs and the exec
    /// request.
    public String shellLine() {
        return String.join(" ", arguments.stream().map(RemoteCommand::quote).toList());
    }

    /// Single-quotes a word for a POSIX shell, unless it is plain.
    public static String quote(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(RemoteCommand::isPlain);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "_-./:=@%+,".indexOf(c) >= 0);
    }
}
