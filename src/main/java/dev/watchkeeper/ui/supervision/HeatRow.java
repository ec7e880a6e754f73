package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.supervision.Check.State;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One check over the hours.
///
/// @param title its supervision and id, or what the console itself did
/// @param own whether it is about the console's own looking
/// @param cells an hour each, the earliest first
record HeatRow(String title, boolean own, List<Cell> cells) {
    HeatRow {
        cells = List.copyOf(cells);
    }

    /// What is known of an hour.
    enum Kind {
        /// The check ran.
        RAN,
        /// The console looked, and the check had not run.
        NOT_RUN,
        /// The console did not look.
        NOT_LOOKED,
        /// The console looked, and there was no such check.
        NOT_THERE
    }

    /// An hour.
    ///
    /// @param worst what was said in it; empty where nothing is known
    record Cell(Instant hour, Kind kind, Optional<State> worst) {
        /// One letter, so that it is told without colour.
        String letter() {
            return worst.filter(s -> s != State.OK).map(s -> s.name().substring(0, 1)).orElse("");
        }

        /// Its style class.
        String style() {
            return worst.map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("nothing");
        }

        String words() {
            return switch (kind) {
                case RAN -> worst.map(State::name).orElse("this console looked");
                case NOT_RUN ->
                        "did not run; the last that it said was "
                                + worst.map(State::name).orElse("nothing");
                case NOT_LOOKED -> "this console did not look";
                case NOT_THERE -> "there was no such check";
            };
        }

        private int weight() {
            if (kind == Kind.NOT_RUN) {
                return 1;
            }
            return switch (worst.orElse(State.OK)) {
                case CRITICAL -> 0;
                case UNKNOWN -> 2;
                case WARNING -> 3;
                case PENDING -> 4;
                case OK -> 5;
            };
        }
    }

    /// The console's own rows first, then what is wrong.
    int weight() {
        return own ? -1 : cells.stream().mapToInt(Cell::weight).min().orElse(9);
    }

    boolean contains(String lowerCase) {
        return own || title.toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    /// In words, for those who cannot see it and for the clipboard.
    String text() {
        return title
                + ": "
                + cells.stream()
                        .map(c -> c.hour() + " " + c.words())
                        .collect(Collectors.joining("; "));
    }
}
