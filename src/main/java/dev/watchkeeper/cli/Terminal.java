package dev.watchkeeper.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Where a command reads and writes.
///
/// @param interactive whether a person is there to be asked
/// @param inputEnds whether the end of the input means that whoever started this has gone; not so
///   for `/dev/null`, nor for a terminal, which a process in the background must not read from
/// @param drawable whether `err` is a terminal, where a line can be drawn over
public record Terminal(
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        boolean inputEnds,
        boolean drawable) {
    /// One whose input ends when it is at its end, and whose lines stay.
    public Terminal(BufferedReader in, PrintWriter out, PrintWriter err, boolean interactive) {
        this(in, out, err, interactive, true, false);
    }

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
