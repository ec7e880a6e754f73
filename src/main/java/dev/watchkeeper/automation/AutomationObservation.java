package dev.watchkeeper.automation;

import dev.watchkeeper.inventory.Host;

import java.time.Duration;
import java.time.Instant;

/// What came of asking a host of its renewals once.
public sealed interface AutomationObservation {
    Host host();

    Instant observedAt();

    Duration took();

    /// It answered, wholly or in part.
    record Observed(Host host, Instant observedAt, Duration took, RenewalAutomation automation)
            implements AutomationObservation {}

    /// It did not: of its renewals nothing is known.
    ///
    /// @param text one sentence for a person, free of control characters
    record NotObserved(Host host, Instant observedAt, Duration took, String text)
            implements AutomationObservation {}
}
