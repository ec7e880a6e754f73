package dev.watchkeeper.automation;

import java.time.Instant;
import java.util.Optional;

/// How the last run of a schedule ended.
public sealed interface Outcome {
    record Succeeded(Instant at) implements Outcome {}

    /// @param how such as "exit status 1"
    record Failed(String how, Optional<Instant> at) implements Outcome {}

    /// It has not ended.
    ///
    /// @param since when it started, where that is known
    record Running(Optional<Instant> since) implements Outcome {}

    /// Nobody could tell; cron keeps no outcome.
    record Unknown(String why) implements Outcome {}
}
