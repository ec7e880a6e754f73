package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Instant;
import java.util.Optional;

/// A plain answer to one of the three questions.
///
/// @param reason one sentence
/// @param at when what it says was so; empty where nothing is known
/// @param until after that it is not known any more; only of a good answer
record Answer(Verdict verdict, String reason, Optional<Instant> at, Optional<Instant> until) {
    static Answer good(String word, String reason, Instant at, Instant until) {
        return new Answer(new Verdict(Mark.OK, word), reason, Optional.of(at), Optional.of(until));
    }

    static Answer bad(Mark mark, String word, String reason, Instant at) {
        return new Answer(new Verdict(mark, word), reason, Optional.of(at), Optional.empty());
    }

    static Answer unknown(String word, String reason, Optional<Instant> at) {
        return new Answer(new Verdict(Mark.UNKNOWN, word), reason, at, Optional.empty());
    }

    Mark mark() {
        return verdict.mark();
    }

    /// What it is worth at a moment: a good answer that has grown old is none.
    Answer asOf(Instant now) {
        return until.filter(now::isAfter).isPresent()
                ? unknown("not known", "Too old to count. It was: " + reason, at)
                : this;
    }

    /// Counts no longer than until then.
    Answer notAfter(Instant end) {
        return until.filter(u -> u.isAfter(end)).isPresent()
                ? new Answer(verdict, reason, at, Optional.of(end))
                : this;
    }
}
