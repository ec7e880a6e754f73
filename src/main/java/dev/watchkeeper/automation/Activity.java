package dev.watchkeeper.automation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a client's log tells of its runs.
///
/// @param lastStart when a run last began
/// @param lastSuccess when one last succeeded, also where nothing was due
/// @param lastFailure the last run that failed, also where one has succeeded since
/// @param limitedUntil until when the authority takes no more requests; may be past
/// @param refused when a run last ended at once because another one was under way
public record Activity(
        Moment lastStart,
        Moment lastSuccess,
        Optional<Failure> lastFailure,
        Optional<Instant> limitedUntil,
        Optional<Instant> refused) {
    /// A client whose runs nobody can tell of.
    static Activity unknown(String why) {
        return new Activity(
                new Moment.Unknown(why),
                new Moment.Unknown(why),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Whether the last run that came to an end failed.
    public boolean isFailing() {
        return lastFailure
                .filter(f ->
                        f.at().isEmpty()
                                || lastSuccess.instant().isEmpty()
                                || f.at().get().isAfter(lastSuccess.instant().get()))
                .isPresent();
    }

    /// A run that failed.
    ///
    /// @param at empty where its lines have no time
    /// @param lines of the log, as they are
    public record Failure(Optional<Instant> at, List<String> lines) {
        public Failure {
            lines = List.copyOf(lines);
        }
    }
}
