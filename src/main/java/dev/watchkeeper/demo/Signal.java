package dev.watchkeeper.demo;

import java.util.Arrays;
import java.util.Optional;

/// The signals that a simulated process knows.
enum Signal {
    TERM(15),
    KILL(9),
    CONT(18);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /// The signal of a name or number as `kill` takes it, such as `TERM`, `SIGTERM` or `15`.
    static Optional<Signal> of(String word) {
        return Arrays.stream(values())
                .filter(s ->
                        word.equals(s.name())
                                || word.equals("SIG" + s.name())
                                || word.equals(String.valueOf(s.number)))
                .findFirst();
    }
}
