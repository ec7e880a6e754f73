package dev.watchkeeper.automation;

import java.time.Duration;

/// How long one run of a schedule may take.
public sealed interface Limit {
    /// @param where what says so, such as `RuntimeMaxSec` or `timeout -k`
    record Of(Duration most, String where) implements Limit {}

    /// It may run for ever.
    ///
    /// @param where what could say so and does not, such as "TimeoutStartSec is infinity"
    record None(String where) implements Limit {}

    /// Nobody could tell.
    record Unknown(String why) implements Limit {}
}
