package dev.watchkeeper.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody asks a simulated host to run.
///
/// @param words the argument list
/// @param stdin what it is to read
/// @param nonce what frames its output on both streams, where the request came in the wrapper of
///   `ssh`: `NONCE begin` before and `NONCE end STATUS` after
record ExecRequest(List<String> words, String stdin, Optional<String> nonce) {
    private static final Pattern WRAPPED =
            Pattern.compile("exec sh -c 'eval \"\\$\\(head -c (\\d{1,7})\\)\"'");
    private static final Pattern HEADING =
            Pattern.compile("#watchkeeper 1 (\\S{1,80}) ([A-Za-z0-9+/=]*)");
    private static final String STDIN = "w_stdin=";
    private static final int LARGEST = 1 << 20;

    ExecRequest {
        words = List.copyOf(words);
    }

    /// Reads a request: a wrapped one takes from stdin what its first line announces, any other one
    /// takes all of it.
    static ExecRequest read(String command, InputStream stdin) throws IOException {
        var wrapped = WRAPPED.matcher(command);
        if (!wrapped.matches()) {
            String text = new String(stdin.readNBytes(LARGEST), UTF_8);
            return new ExecRequest(ShellWords.of(command), text, Optional.empty());
        }
        int length = Math.min(LARGEST, Integer.parseInt(wrapped.group(1)));
        return unwrap(new String(stdin.readNBytes(length), UTF_8));
    }

    private static ExecRequest unwrap(String text) {
        var heading = HEADING.matcher(text.lines().findFirst().orElse(""));
        if (!heading.matches()) {
            return new ExecRequest(List.of("sh"), text, Optional.empty());
        }
        String words = new String(Base64.getDecoder().decode(heading.group(2)), UTF_8);
        String stdin =
                ShellWords.lines(text).stream()
                        .map(List::getFirst)
                        .filter(w -> w.startsWith(STDIN))
                        .findFirst()
                        .map(w -> w.substring(STDIN.length()))
                        .orElse("");
        return new ExecRequest(
                List.of(words.split("\0", -1)), stdin, Optional.of(heading.group(1)));
    }
}
