package dev.watchkeeper.tls;

import java.time.Duration;

/// Looks closely at one address of an endpoint, when somebody asks for it.
public interface DepthObserver {
    /// Makes many connections to it, one after the other. Returns within `limit` of wall-clock
    /// time, whatever the peer does; what was not found out by then is a row that says so.
    DepthObservation look(TlsTarget target, Duration limit);
}
