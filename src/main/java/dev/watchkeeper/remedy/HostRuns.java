package dev.watchkeeper.remedy;

import java.util.List;

/// What a host says of the runs of one login.
public sealed interface HostRuns {
    /// @param runs the newest first
    record Known(List<DetachedRun> runs) implements HostRuns {
        public Known {
            runs = List.copyOf(runs);
        }
    }

    /// The host could not be asked.
    ///
    /// @param why one sentence, without control characters
    record NotKnown(String why) implements HostRuns {}
}
