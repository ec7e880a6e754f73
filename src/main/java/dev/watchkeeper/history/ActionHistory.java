package dev.watchkeeper.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was done, over time: for reading along with what was seen. The audit record is the proof;
/// this goes with the retention of the rest. All calls block on the disk.
public interface ActionHistory {
    /// Stores that an action began.
    ///
    /// @param id the action's id in the audit record
    /// @param finding the key of the finding that it is to mend
    /// @param text what was going to be run
    void began(String id, String finding, String text, Instant at);

    /// Stores what came of it.
    void ended(String id, String outcome, Instant at);

    /// Actions that were under way at some time within the last `span`, newest first.
    List<Action> actions(Duration span);

    /// One action.
    ///
    /// @param end when its outcome was known; empty while it is not, also after a crash
    /// @param outcome in words; empty while it is not known
    record Action(
            String id,
            String finding,
            String text,
            Instant begin,
            Optional<Instant> end,
            String outcome) {}
}
