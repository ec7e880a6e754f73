package dev.watchkeeper.notify;

import java.time.Duration;

/// How patiently is delivered.
///
/// @param limit the most that one attempt may take
/// @param firstPause after a first failure; it doubles with each
/// @param longestPause where the doubling ends
/// @param refresh how often Alertmanagers are told again what is open
/// @param fresh how old the newest report may be for the console to count as alive
/// @param most messages that wait for one channel
record Pace(
        Duration limit,
        Duration firstPause,
        Duration longestPause,
        Duration refresh,
        Duration fresh,
        int most) {
    static final Pace DEFAULT =
            new Pace(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    1_000);

    /// @param failures in a row, at least 1
    Duration pauseAfter(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(20, failures - 1));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
