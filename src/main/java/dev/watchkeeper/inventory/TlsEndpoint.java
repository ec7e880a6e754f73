package dev.watchkeeper.inventory;

import java.util.List;
import java.util.Optional;

/// A name and port under which a certificate is served.
///
/// @param name the DNS name or IP address that clients use; sent as SNI when it is a DNS name
/// @param port TCP port, 1..65535
/// @param backends who is asked directly, each with `name` as SNI; when empty, every A and AAAA
///   record of `name` is asked
/// @param owner who answers for the certificate
/// @param renewalNote how the certificate is renewed, in words for a person
/// @param thresholds this certificate's own thresholds in place of the fleet's
/// @param startTls what is spoken before TLS begins; empty when TLS begins with the connection
/// @param source whose series tell of it; empty where it is asked itself
public record TlsEndpoint(
        String name,
        int port,
        List<Backend> backends,
        Optional<String> owner,
        Optional<String> renewalNote,
        Optional<CertificateThresholds> thresholds,
        Optional<StartTls> startTls,
        Optional<Source> source) {
    public TlsEndpoint {
        SafeName.require("endpoint name", name);
        SafeName.requirePort(port);
        backends = List.copyOf(backends);
    }

    /// One that is asked itself.
    public TlsEndpoint(
            String name,
            int port,
            List<Backend> backends,
            Optional<String> owner,
            Optional<String> renewalNote,
            Optional<CertificateThresholds> thresholds,
            Optional<StartTls> startTls) {
        this(name, port, backends, owner, renewalNote, thresholds, startTls, Optional.empty());
    }

    /// One where TLS begins with the connection.
    public TlsEndpoint(
            String name,
            int port,
            List<Backend> backends,
            Optional<String> owner,
            Optional<String> renewalNote,
            Optional<CertificateThresholds> thresholds) {
        this(name, port, backends, owner, renewalNote, thresholds, Optional.empty());
    }

    /// An endpoint with only a name and a port.
    public static TlsEndpoint of(String name, int port) {
        return new TlsEndpoint(
                name, port, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same, asked at other addresses.
    public TlsEndpoint at(List<Backend> others) {
        return new TlsEndpoint(
                name, port, others, owner, renewalNote, thresholds, startTls, source);
    }

    /// The same, where TLS begins after this.
    public TlsEndpoint after(StartTls protocol) {
        return new TlsEndpoint(
                name,
                port,
                backends,
                owner,
                renewalNote,
                thresholds,
                Optional.of(protocol),
                source);
    }

    /// The same, read from another source, or where there is none, asked itself.
    public TlsEndpoint from(Optional<Source> other) {
        return new TlsEndpoint(
                name, port, backends, owner, renewalNote, thresholds, startTls, other);
    }

    /// `name:port`, unique in a fleet.
    public String id() {
        return name.contains(":") ? "[" + name + "]:" + port : name + ":" + port;
    }
}
