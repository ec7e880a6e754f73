package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;

/// What of the fleet should be checked.
public sealed interface Subject {
    /// The endpoint's id or the host's name.
    String id();

    record OfEndpoint(TlsEndpoint endpoint) implements Subject {
        @Override
        public String id() {
            return endpoint.id();
        }
    }

    record OfHost(Host host) implements Subject {
        @Override
        public String id() {
            return host.name();
        }
    }
}
