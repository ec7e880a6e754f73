package dev.watchkeeper.host;

import dev.watchkeeper.inventory.Host;

import java.time.Duration;

/// Inspects hosts.
public interface HostObserver {
    /// Inspects one host in one round trip. Returns within `limit` whatever the host does; never
    /// throws for what a host does.
    ///
    /// Blocks the calling (virtual) thread.
    HostObservation observe(Host host, Duration limit);
}
