package dev.watchkeeper.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The shell text that runs a command on a host so that nothing of it outlives the connection.
///
/// The exec request is one line that any login shell takes (sh, bash, fish, csh): it starts `sh`,
/// which reads exactly the text from stdin and evaluates it. The first line of the text is
/// `#watchkeeper 1 NONCE ARGUMENTS`, the argument list joined by NUL and in base64. Then come the
/// nonce, the limit, the command's stdin, the arguments, and `wrapper.sh`.
///
/// `wrapper.sh` prints `NONCE begin` on both streams, runs the command in a process group of its
/// own, and prints `NONCE end STATUS` on both. What a login shell prints before is cut off there.
/// The channel's stdin stays open as long as somebody cares: at its end the wrapper ends the group
/// (TERM, a second later KILL). A network that freezes cannot be noticed from the host, so the
/// wrapper has a limit of its own too. Processes that leave the group (setsid) or belong to another
/// user (sudo) are out of its reach. It needs `sh`, `head -c`, `cat`, `sleep`, and `setsid` or a
/// shell with `set -m`.
final class CommandWrapper {
    private final String wrapper;
    private final RandomGenerator random;

    CommandWrapper(RandomGenerator random) {
        this.wrapper = load();
        this.random = random;
    }

    /// A mark that no output holds by chance and no command can know.
    String nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "~" + HexFormat.of().formatHex(bytes);
    }

    /// The text that goes to stdin.
    byte[] text(RemoteCommand command, String nonce, Duration limit) {
        String words =
                String.join(" ", command.arguments().stream().map(RemoteCommand::quote).toList());
        String text =
                "#watchkeeper 1 "
                        + nonce
                        + " "
                        + encoded(command)
                        + "\nw_nonce="
                        + RemoteCommand.quote(nonce)
                        + "\nw_limit="
                        + (limit.toSeconds() + 2)
                        + "\nw_stdin="
                        + RemoteCommand.quote(command.stdin().replace("\0", ""))
                        + "\nset -- "
                        + words
                        + "\n"
                        + wrapper;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The exec request for a text of so many bytes.
    static String execLine(int length) {
        return "exec sh -c 'eval \"$(head -c " + length + ")\"'";
    }

    private static String encoded(RemoteCommand command) {
        return Base64.getEncoder()
                .encodeToString(
                        String.join("\0", command.arguments()).getBytes(StandardCharsets.UTF_8));
    }

    private static String load() {
        try (InputStream in = CommandWrapper.class.getResourceAsStream("wrapper.sh")) {
            if (in == null) {
                throw new IllegalStateException("wrapper.sh is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
