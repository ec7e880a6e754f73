package dev.watchkeeper.automation;

import java.time.Instant;
import java.util.Optional;

/// When something of a schedule was or will be, as far as it is known.
public sealed interface Moment {
    /// The moment, where it is known.
    default Optional<Instant> instant() {
        return this instanceof At at ? Optional.of(at.at()) : Optional.empty();
    }

    /// It was, or will be, then.
    record At(Instant at) implements Moment {}

    /// It never was, or never will be.
    ///
    /// @param why such as "it starts at boot only"
    record Never(String why) implements Moment {}

    /// Nobody could tell: not healthy, and not never.
    ///
    /// @param why such as "cron keeps no outcome"
    record Unknown(String why) implements Moment {}
}
