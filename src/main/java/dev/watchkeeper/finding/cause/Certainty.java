package dev.watchkeeper.finding.cause;

import java.util.Locale;

/// How sure it is that one thing waits for another, surest first.
public enum Certainty {
    /// An identifier that both ends show, or the kernel's own word.
    PROVEN,
    /// Circumstances that fit nothing else, such as two processes that began in the same second.
    INFERRED,
    /// It may be so; what would tell could not be read.
    UNKNOWN;

    /// Lower case.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
