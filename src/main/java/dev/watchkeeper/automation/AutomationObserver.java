package dev.watchkeeper.automation;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;

import java.time.Duration;
import java.time.Instant;

/// Asks hosts of their renewals.
public interface AutomationObserver {
    /// Asks one host in one round trip. Returns within `limit` whatever the host does; never throws
    /// for what a host does. Blocks the calling (virtual) thread.
    ///
    /// @param fleet whose renewals name the logs of own commands
    AutomationObservation observe(Host host, Fleet fleet, Duration limit);

    /// One that asks nobody.
    static AutomationObserver none() {
        return (host, _, _) ->
                new AutomationObservation.NotObserved(
                        host, Instant.EPOCH, Duration.ZERO, "renewals are not asked for");
    }
}
