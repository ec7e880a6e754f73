package dev.watchkeeper.host;

import dev.watchkeeper.inventory.Host;

import java.time.Duration;
import java.time.Instant;

/// What came of asking a host of its renewals once.
public sealed interface RenewalReading {
    Host host();

    Instant observedAt();

    Duration took();

    /// It answered, wholly or in part.
    record Read(Host host, Instant observedAt, Duration took, RenewalFiles files)
            implements RenewalReading {}

    /// It did not.
    ///
    /// @param text one sentence for a person, free of control characters
    record NotRead(Host host, Instant observedAt, Duration took, String text)
            implements RenewalReading {}
}
