package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;

import java.time.Duration;
import java.time.Instant;

/// Asks supervision systems.
@FunctionalInterface
public interface SupervisionObserver {
    /// Asks one. Returns within `limit` whatever it does; never throws for what it does. Blocks the
    /// calling (virtual) thread.
    ///
    /// @param fleet whose hosts it may be asked through
    SupervisionObservation observe(Supervision supervision, Fleet fleet, Duration limit);

    /// One that asks nobody.
    static SupervisionObserver none() {
        return (supervision, _, _) ->
                new SupervisionObservation.NotObserved(
                        supervision, Instant.EPOCH, Duration.ZERO, "supervision is not asked");
    }
}
