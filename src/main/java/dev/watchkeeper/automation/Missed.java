package dev.watchkeeper.automation;

import java.time.Instant;

/// The starts of a schedule that were due and did not come.
public sealed interface Missed {
    /// It started whenever it was due.
    record Nothing() implements Missed {}

    /// Starts did not come.
    ///
    /// @param count how many, at least 1
    /// @param since when the first of them was due
    /// @param why what is known of the cause, such as "cron does not run"
    record Times(int count, Instant since, String why) implements Missed {
        public Times {
            if (count < 1) {
                throw new IllegalArgumentException("missed " + count + " times");
            }
        }
    }

    /// Nobody could tell.
    record Unknown(String why) implements Missed {}
}
