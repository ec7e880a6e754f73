package dev.watchkeeper.lab;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObserver;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.util.List;

/// For fleets without endpoints.
final class NoEndpoints implements TlsObserver {
    @Override
    public List<TlsTarget> targets(TlsEndpoint endpoint, Duration limit) {
        return List.of();
    }

    @Override
    public TlsObservation observe(TlsTarget target, Duration limit) {
        throw new IllegalStateException("the fleet has no endpoint");
    }
}
