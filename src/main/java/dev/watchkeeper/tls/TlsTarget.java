package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.TlsEndpoint;

/// One address of one endpoint: what is connected to, and the name that is asked for.
///
/// @param endpoint the endpoint that the address serves
/// @param label the backend's label, or the address itself
/// @param address an IP address literal, or a backend's name not yet resolved
/// @param port TCP port to connect to; a backend's may differ from the endpoint's
public record TlsTarget(TlsEndpoint endpoint, String label, String address, int port) {
    /// Unique within a fleet: endpoint id, then the address and port that is asked.
    public String id() {
        return endpoint.id() + " at " + label + (label.equals(address) ? "" : " (" + address + ")");
    }
}
