package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Supervision;

import java.time.Duration;
import java.time.Instant;

/// What came of asking a supervision once.
public sealed interface SupervisionObservation {
    Supervision supervision();

    /// The console's clock.
    Instant observedAt();

    Duration took();

    /// It answered, wholly or in part.
    record Observed(
            Supervision supervision, Instant observedAt, Duration took, SupervisionStatus status)
            implements SupervisionObservation {}

    /// It did not: of it nothing is known.
    ///
    /// @param text one sentence for a person, free of control characters
    record NotObserved(Supervision supervision, Instant observedAt, Duration took, String text)
            implements SupervisionObservation {}
}
