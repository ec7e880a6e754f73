package dev.watchkeeper.finding;

import dev.watchkeeper.automation.AutomationObservation.Observed;
import dev.watchkeeper.automation.ServerUse;
import dev.watchkeeper.finding.Deployment.Archived;
import dev.watchkeeper.finding.Deployment.Configured;
import dev.watchkeeper.finding.Deployment.Stop;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.StoredCertificates;
import dev.watchkeeper.tls.TlsObservation.Presented;
import dev.watchkeeper.tls.TlsTarget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares, for each address of an endpoint, what a client has got, what the server is configured
/// to serve and what it serves. Pure.
public final class Deployments {
    private static final Comparator<Parsed> BY_BEGIN = Comparator.comparing(Parsed::notBefore);

    private final Archives archives;
    private final TlsEndpoint endpoint;
    private final List<Archived> known;

    private Deployments(Archives archives, TlsEndpoint endpoint) {
        this.archives = archives;
        this.endpoint = endpoint;
        known = archives.on(endpoint.name());
    }

    /// One for each address that has presented a certificate that could be read.
    public static List<Deployment> of(FleetSnapshot snapshot, TlsEndpoint endpoint) {
        return of(
                Archives.of(snapshot),
                endpoint,
                snapshot.endpoints().values().stream()
                        .filter(s -> s.latest().target().endpoint().id().equals(endpoint.id()))
                        .sorted(Comparator.comparing(s -> s.latest().target().id()))
                        .flatMap(s -> s.lastPresented().stream())
                        .toList());
    }

    /// One for each address of the fleet that has presented a certificate that could be read, by
    /// the target's id.
    public static Map<String, Deployment> byTarget(FleetSnapshot snapshot) {
        Archives archives = Archives.of(snapshot);
        var all = new HashMap<String, Deployment>();
        snapshot.endpoints()
                .forEach((id, state) ->
                        state.lastPresented()
                                .flatMap(p -> one(archives, p))
                                .ifPresent(d -> all.put(id, d)));
        return all;
    }

    private static Optional<Deployment> one(Archives archives, Presented presented) {
        return new Deployments(archives, presented.target().endpoint()).of(presented);
    }

    static List<Deployment> of(Archives archives, TlsEndpoint endpoint, List<Presented> presented) {
        var all = new Deployments(archives, endpoint);
        return presented.stream().flatMap(p -> all.of(p).stream()).toList();
    }

    private Optional<Deployment> of(Presented served) {
        if (!(served.leaf() instanceof Parsed leaf)) {
            return Optional.empty();
        }
        Optional<Host> host = hostOf(archives.snapshot().fleet(), served.target());
        Optional<Configured> configured =
                host.flatMap(h -> configured(h, served.target().port(), leaf));
        Optional<Archived> archived = archived(host, leaf);
        return Optional.of(
                new Deployment(
                        served, host, archived, configured, stop(leaf, archived, configured)));
    }

    private static Stop stop(
            Parsed served, Optional<Archived> archived, Optional<Configured> configured) {
        Optional<Parsed> newest = archived.map(Archived::leaf);
        if (configured.isEmpty()) {
            return newest.filter(n -> isNewer(n, served)).isPresent()
                    ? new Stop.NotServed()
                    : new Stop.Nowhere();
        }
        Parsed file = configured.get().leaf();
        if (newest.filter(n -> isNewer(n, file)).isPresent()) {
            return new Stop.NotDeployed();
        }
        if (isSame(file, served)) {
            return new Stop.Nowhere();
        }
        return isNewer(file, served) ? new Stop.NotLoaded() : new Stop.Unexplained();
    }

    private static boolean isSame(Parsed one, Parsed other) {
        return one.sha256().equals(other.sha256());
    }

    private static boolean isNewer(Parsed one, Parsed other) {
        return one.notBefore().isAfter(other.notBefore());
    }

    /// The host of the fleet that serves at an address: one of the backend's name, or reached at
    /// the same address.
    static Optional<Host> hostOf(Fleet fleet, TlsTarget target) {
        return fleet.host(target.label())
                .or(() ->
                        fleet.hosts().stream()
                                .filter(h -> h.ssh().address().equals(target.address()))
                                .findFirst());
    }

    /// What a server there names. Of several, one that is served comes first: a server may have a
    /// certificate for each kind of key.
    private Optional<Configured> configured(Host host, int port, Parsed served) {
        List<Configured> all =
                archives.observed(host).stream()
                        .flatMap(o ->
                                o.automation().usesFor(endpoint.name(), port).stream()
                                        .flatMap(u -> configured(host, o, u).stream()))
                        .toList();
        return all.stream()
                .filter(c -> isSame(c.leaf(), served))
                .findFirst()
                .or(() ->
                        all.stream()
                                .filter(c -> isOfSameKind(c.leaf(), served))
                                .filter(c -> StoredCertificates.covers(c.leaf(), endpoint.name()))
                                .findFirst())
                .or(() -> all.stream().findFirst());
    }

    private static Optional<Configured> configured(Host host, Observed observed, ServerUse use) {
        return observed.automation()
                .certificateOf(use)
                .flatMap(file ->
                        file.leaf()
                                .map(leaf ->
                                        new Configured(
                                                host,
                                                use,
                                                file,
                                                leaf,
                                                observed.automation().serverOf(use),
                                                observed.observedAt())));
    }

    /// `EC P-256` and `EC P-384` are of one kind, `RSA 2048` is of another.
    private static boolean isOfSameKind(Parsed one, Parsed other) {
        return one.key().split(" ", 2)[0].equals(other.key().split(" ", 2)[0]);
    }

    /// The newest of the lineage that the served one is from. Where none shows it, the newest of
    /// the same kind of key, of the host itself before those that renew for it.
    private Optional<Archived> archived(Optional<Host> host, Parsed served) {
        Optional<Archived> own =
                known.stream()
                        .filter(a -> a.isOf(served))
                        .max(Comparator.comparing(Archived::leaf, BY_BEGIN));
        if (own.isPresent()) {
            return own;
        }
        List<Archived> alike = known.stream().filter(a -> isOfSameKind(a.leaf(), served)).toList();
        for (String name : nearest(host)) {
            Optional<Archived> there =
                    alike.stream()
                            .filter(a -> a.host().name().equals(name))
                            .max(Comparator.comparing(Archived::leaf, BY_BEGIN));
            if (there.isPresent()) {
                return there;
            }
        }
        return alike.stream().max(Comparator.comparing(Archived::leaf, BY_BEGIN));
    }

    private List<String> nearest(Optional<Host> host) {
        var names = new LinkedHashSet<String>();
        host.ifPresent(h -> names.add(h.name()));
        archives.snapshot().fleet().renewalsOf(endpoint.id()).stream()
                .map(Renewal::host)
                .forEach(names::add);
        return new ArrayList<>(names);
    }
}
