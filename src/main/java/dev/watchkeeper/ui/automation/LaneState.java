package dev.watchkeeper.ui.automation;

import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

/// How one ssh of a run fares, worst first.
enum LaneState {
    /// The rules know what it waits for.
    BLOCKED(Mark.CRITICAL, "blocked"),
    /// It has waited for long, and its host has trouble; whether it waits for that could not be
    /// told.
    DOUBTFUL(Mark.UNKNOWN, "may be blocked"),
    /// It has waited for long, for a host that nothing is known to be wrong with.
    WAITING(Mark.LOW, "waits"),
    WORKING(Mark.OK, "works");

    private final Mark mark;
    private final String word;

    LaneState(Mark mark, String word) {
        this.mark = mark;
        this.word = word;
    }

    Mark mark() {
        return mark;
    }

    /// @param outdated whether it was seen too long ago to be called present
    Verdict verdict(boolean outdated) {
        if (!outdated || this == BLOCKED) {
            return new Verdict(mark, word);
        }
        return new Verdict(Mark.UNKNOWN, this == WORKING ? "worked" : "waited");
    }
}
