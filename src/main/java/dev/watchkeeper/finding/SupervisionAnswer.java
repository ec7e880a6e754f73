package dev.watchkeeper.finding;

import java.time.Instant;
import java.util.Optional;

/// A plain answer to one of the three questions to a supervision.
///
/// @param severity how bad it is; UNKNOWN where nobody knows, empty where all is well
/// @param word the answer in up to four words, such as `yes` or `not proven`
/// @param text why, one sentence; free of control characters
/// @param at when what it says was so; empty where nothing is known
/// @param until after that it is not known any more; only of a good answer
public record SupervisionAnswer(
        Verdict verdict,
        Optional<Severity> severity,
        String word,
        String text,
        Optional<Instant> at,
        Optional<Instant> until) {
    /// What an answer comes to; never YES where nobody knows.
    public enum Verdict {
        YES,
        NO,
        UNKNOWN
    }

    static SupervisionAnswer good(String word, String text, Instant at, Instant until) {
        return new SupervisionAnswer(
                Verdict.YES, Optional.empty(), word, text, Optional.of(at), Optional.of(until));
    }

    static SupervisionAnswer bad(Severity severity, String word, String text, Instant at) {
        return new SupervisionAnswer(
                Verdict.NO, Optional.of(severity), word, text, Optional.of(at), Optional.empty());
    }

    static SupervisionAnswer unknown(String word, String text, Optional<Instant> at) {
        return new SupervisionAnswer(
                Verdict.UNKNOWN, Optional.of(Severity.UNKNOWN), word, text, at, Optional.empty());
    }

    /// What it is worth at a moment: a good answer that has grown old is none.
    public SupervisionAnswer asOf(Instant now) {
        return until.filter(now::isAfter).isPresent()
                ? unknown("not known", "Too old to count. It was: " + text, at)
                : this;
    }

    /// Counts no longer than until then.
    SupervisionAnswer notAfter(Instant end) {
        return until.filter(u -> u.isAfter(end)).isPresent()
                ? new SupervisionAnswer(verdict, severity, word, text, at, Optional.of(end))
                : this;
    }
}
