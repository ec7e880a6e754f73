package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.TlsEndpoint;

import java.time.Duration;
import java.util.List;

/// Asks endpoints for their certificates.
public interface TlsObserver {
    /// The addresses of an endpoint that are to be asked: its backends, else every A and AAAA
    /// record of its name.
    ///
    /// Never blocks longer than `limit`. When the name does not resolve, the list holds one target
    /// whose address is the name, and observing that target says so.
    List<TlsTarget> targets(TlsEndpoint endpoint, Duration limit);

    /// Asks one address. Returns within `limit` of wall-clock time, whatever the peer does; never
    /// throws for what a peer does.
    ///
    /// Blocks the calling (virtual) thread.
    TlsObservation observe(TlsTarget target, Duration limit);
}
