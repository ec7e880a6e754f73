package dev.watchkeeper.history;

import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Which checks of supervision systems ran in which hour, and what they said. All calls block on
/// the disk.
public interface CheckHistory {
    /// Stores what was seen of some checks.
    ///
    /// @param ids of the checks that count: those that cover something of the fleet
    default void append(Observed seen, Set<String> ids) {}

    /// The hours from this moment on, of all checks, by supervision and check; of one check the
    /// earliest first. Hours in which this console did not look are not there.
    default List<CheckHour> checkHours(Instant from) {
        return List.of();
    }

    /// An hour of a check.
    ///
    /// @param check its id
    /// @param hour its beginning, in UTC
    /// @param worst the worst that it said
    /// @param ran whether it ran in it; of one with an interval of an hour or more, whether it was
    ///   on time
    record CheckHour(
            String supervision, String check, Instant hour, Check.State worst, boolean ran) {}
}
