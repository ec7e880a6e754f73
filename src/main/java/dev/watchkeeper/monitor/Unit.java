package dev.watchkeeper.monitor;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;

/// What is asked as one: an endpoint with all its addresses, a host, or a supervision.
sealed interface Unit {
    /// Unique in a fleet.
    String id();

    /// @param endpoint whose addresses are asked
    record OfEndpoint(TlsEndpoint endpoint) implements Unit {
        @Override
        public String id() {
            return endpoint.id();
        }
    }

    /// @param host that is inspected
    record OfHost(Host host) implements Unit {
        @Override
        public String id() {
            // An endpoint's id has a port; a host's name could look the same.
            return "host " + host.name();
        }
    }

    /// @param supervision that is asked
    record OfSupervision(Supervision supervision) implements Unit {
        @Override
        public String id() {
            return "supervision " + supervision.name();
        }
    }
}
