package dev.watchkeeper.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything that is watched, as one immutable value: what a fleet file says.
///
/// @param endpoints TLS endpoints, unique by [TlsEndpoint#id()]
/// @param hosts hosts, unique by name
/// @param renewals renewals, unique by name
/// @param thresholds when something counts as stuck, due, stale or piled up
/// @param trustAnchors PEM files whose certificates are trusted in addition to the trust store
/// @param knownHosts known_hosts files whose host keys are trusted in addition to the user's own
/// @param supervision supervision systems, unique by name
/// @param notifications whom the console tells
public record Fleet(
        List<TlsEndpoint> endpoints,
        List<Host> hosts,
        List<Renewal> renewals,
        Thresholds thresholds,
        List<Path> trustAnchors,
        List<Path> knownHosts,
        List<Supervision> supervision,
        Notifications notifications) {
    public Fleet {
        endpoints = List.copyOf(endpoints);
        hosts = List.copyOf(hosts);
        renewals = List.copyOf(renewals);
        trustAnchors = List.copyOf(trustAnchors);
        knownHosts = List.copyOf(knownHosts);
        supervision = List.copyOf(supervision);
    }

    /// A fleet of which no supervision is known, and that tells nobody.
    public Fleet(
            List<TlsEndpoint> endpoints,
            List<Host> hosts,
            List<Renewal> renewals,
            Thresholds thresholds,
            List<Path> trustAnchors,
            List<Path> knownHosts) {
        this(
                endpoints,
                hosts,
                renewals,
                thresholds,
                trustAnchors,
                knownHosts,
                List.of(),
                Notifications.NONE);
    }

    /// A fleet that is judged against the trust store alone.
    public Fleet(
            List<TlsEndpoint> endpoints,
            List<Host> hosts,
            List<Renewal> renewals,
            Thresholds thresholds) {
        this(endpoints, hosts, renewals, thresholds, List.of(), List.of());
    }

    /// A fleet whose host keys are in the user's own known_hosts.
    public Fleet(
            List<TlsEndpoint> endpoints,
            List<Host> hosts,
            List<Renewal> renewals,
            Thresholds thresholds,
            List<Path> trustAnchors) {
        this(endpoints, hosts, renewals, thresholds, trustAnchors, List.of());
    }

    /// A fleet that watches nothing.
    public static Fleet empty() {
        return new Fleet(List.of(), List.of(), List.of(), Thresholds.DEFAULT);
    }

    public Optional<Host> host(String name) {
        return hosts.stream().filter(h -> h.name().equals(name)).findFirst();
    }

    public Optional<Supervision> supervision(String name) {
        return supervision.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    public Optional<TlsEndpoint> endpoint(String id) {
        return endpoints.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    /// The renewals that renew the endpoint with this id, in the order of the file.
    public List<Renewal> renewalsOf(String endpointId) {
        return renewals.stream().filter(r -> r.renews().contains(endpointId)).toList();
    }
}
