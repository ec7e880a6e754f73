package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Instant;
import java.util.Optional;

/// One place on a certificate's way from the client that gets it to the address that serves it.
///
/// @param title what kind of place
/// @param place where
/// @param leaf what is there
/// @param since when it came there
/// @param words what else is known of it; where it is not known, what would make it known
record Hop(
        String title,
        String place,
        Optional<Parsed> leaf,
        Optional<Instant> since,
        String words,
        State state) {
    /// A place of which nothing is known.
    static Hop unknown(String title, String place, String hint) {
        return new Hop(title, place, Optional.empty(), Optional.empty(), hint, State.UNKNOWN);
    }

    /// How it compares with the newest certificate that is known.
    enum State {
        /// It has the newest.
        SAME(Mark.OK, "agrees"),
        /// The first place that does not have it.
        STOPPED(Mark.HIGH, "stopped here"),
        /// A place after that.
        BEHIND(Mark.LOW, "after the stop"),
        /// It has an older one, and the newest did not come by it.
        OLDER(Mark.LOW, "an older one"),
        /// Nobody could tell.
        UNKNOWN(Mark.UNKNOWN, "unknown");

        private final Mark mark;
        private final String words;

        State(Mark mark, String words) {
            this.mark = mark;
            this.words = words;
        }

        Verdict verdict() {
            return new Verdict(mark, words);
        }
    }
}
