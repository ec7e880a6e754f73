package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsTarget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where each endpoint is served, and what. Used by one thread.
final class Addresses {
    private final Map<String, List<TlsTarget>> targets = new HashMap<>();
    private final Map<String, Parsed> leaves = new HashMap<>();
    private final Map<String, Integer> sharing = new HashMap<>();

    private Addresses() {}

    static Addresses of(FleetSnapshot snapshot) {
        var addresses = new Addresses();
        snapshot.endpoints()
                .values()
                .forEach(s -> {
                    TlsTarget target = s.latest().target();
                    addresses
                            .targets
                            .computeIfAbsent(target.endpoint().id(), _ -> new ArrayList<>(2))
                            .add(target);
                    s.lastPresented()
                            .map(p -> p.leaf())
                            .filter(Parsed.class::isInstance)
                            .ifPresent(l ->
                                    addresses.leaves.putIfAbsent(
                                            target.endpoint().id(), (Parsed) l));
                });
        snapshot.fleet()
                .endpoints()
                .forEach(e ->
                        addresses
                                .targets(e)
                                .forEach(t -> addresses.sharing.merge(place(t), 1, Integer::sum)));
        return addresses;
    }

    /// What is asked: backends by the fleet file, else what the name resolved to, else none.
    List<TlsTarget> targets(TlsEndpoint endpoint) {
        return endpoint.backends().isEmpty()
                ? targets.getOrDefault(endpoint.id(), List.of())
                : endpoint.backends().stream().map(b -> target(endpoint, b)).toList();
    }

    private static TlsTarget target(TlsEndpoint endpoint, Backend backend) {
        return new TlsTarget(endpoint, backend.label(), backend.address(), backend.port());
    }

    Optional<Parsed> leaf(TlsEndpoint endpoint) {
        return Optional.ofNullable(leaves.get(endpoint.id()));
    }

    /// Whether other endpoints of the fleet are served there too.
    boolean isShared(TlsTarget target) {
        return sharing.getOrDefault(place(target), 0) > 1;
    }

    private static String place(TlsTarget target) {
        return CheckIndex.lower(target.address()) + " " + target.port();
    }
}
