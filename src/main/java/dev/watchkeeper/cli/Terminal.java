package dev.watchkeeper.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Where a command reads and writes.
///
/// @param interactive whether a person is there to be asked
public record Terminal(BufferedReader in, PrintWriter out, PrintWriter err, boolean interactive) {
    /// Asks for a line; empty at the end of input.
    Optional<String> ask(String question) {
        out.print(question + " ");
        out.flush();
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a person says yes; anything but `y` or `yes` is no.
    boolean confirmed(String question) {
        String answer = ask(question + " [y/N]").orElse("").strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    void line(String text) {
        out.println(text);
    }
}
