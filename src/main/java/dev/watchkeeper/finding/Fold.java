package dev.watchkeeper.finding;

import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.ssh.SshOutcome.Reason;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.tls.SuggestedRenewal;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Presented;
import dev.watchkeeper.tls.TlsObservation.Reported;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Folds observations into the next snapshot. Not thread-safe; made for one batch, so that a batch
/// costs one copy of the maps however many observations it has.
public final class Fold {
    private static final int MOST_CHANGES = 8;

    private final Map<String, EndpointState> endpoints;
    private final Map<String, HostState> hosts;
    private final Map<String, List<String>> byEndpoint = new HashMap<>();
    private Fleet fleet;
    private List<String> fleetProblems;
    private List<NetworkChange> networkChanges;
    private final Map<String, SuggestedRenewal> suggested;
    private final Map<String, SupervisionState> supervision;

    public Fold(FleetSnapshot before) {
        this.endpoints = new HashMap<>(before.endpoints());
        this.hosts = new HashMap<>(before.hosts());
        this.fleet = before.fleet();
        this.fleetProblems = before.fleetProblems();
        this.networkChanges = before.networkChanges();
        this.suggested = new HashMap<>(before.suggested());
        this.supervision = new HashMap<>(before.supervision());
    }

    /// Adds what an authority said of a leaf.
    ///
    /// @param sha256 of the leaf
    public Fold add(String sha256, SuggestedRenewal said) {
        suggested.compute(sha256, (_, before) -> next(before, said));
        return this;
    }

    private static SuggestedRenewal next(
            @org.jspecify.annotations.Nullable SuggestedRenewal before, SuggestedRenewal said) {
        return before == null ? said : said.after(before);
    }

    /// Adds what came of asking an address.
    public Fold add(TlsObservation seen) {
        endpoints.compute(seen.target().id(), (_, before) -> next(before, seen));
        return this;
    }

    /// Adds what came of inspecting a host. A reply that was cancelled, or that only says that an
    /// operation of ours was still pending, says nothing of a host that is known already.
    public Fold add(HostObservation seen) {
        hosts.compute(seen.host().name(), (_, before) -> next(before, seen));
        return this;
    }

    /// Adds what came of asking a host of its renewals; of one that is not known it says nothing.
    public Fold add(AutomationObservation seen) {
        hosts.computeIfPresent(seen.host().name(), (_, before) -> before.with(seen));
        return this;
    }

    /// Adds what came of asking a supervision.
    public Fold add(SupervisionObservation seen) {
        supervision.merge(
                seen.supervision().name(),
                SupervisionState.NEVER.with(seen),
                (before, _) -> before.with(seen));
        return this;
    }

    /// Adds what came of a drill.
    public Fold add(DrillResult result) {
        supervision.merge(
                result.supervision(),
                SupervisionState.NEVER.with(result),
                (before, _) -> before.with(result));
        return this;
    }

    /// Forgets the addresses of an endpoint that are not among these targets' ids.
    public Fold keepTargets(TlsEndpoint endpoint, Set<String> targets) {
        List<String> known = targetsOf().getOrDefault(endpoint.id(), List.of());
        known.stream().filter(id -> !targets.contains(id)).forEach(endpoints::remove);
        return this;
    }

    /// Made once a batch: looking through all addresses for each endpoint would not be linear.
    private Map<String, List<String>> targetsOf() {
        if (byEndpoint.isEmpty()) {
            endpoints.forEach((id, s) ->
                    byEndpoint
                            .computeIfAbsent(
                                    s.latest().target().endpoint().id(), _ -> new ArrayList<>(2))
                            .add(id));
        }
        return byEndpoint;
    }

    /// Another fleet: what is no longer watched, or is reached in another way, is forgotten.
    public Fold fleet(Fleet next, List<String> problems) {
        fleet = next;
        fleetProblems = List.copyOf(problems);
        Set<TlsEndpoint> watched = Set.copyOf(next.endpoints());
        Set<Host> known = next.hosts().stream().collect(Collectors.toSet());
        endpoints.values().removeIf(s -> !watched.contains(s.latest().target().endpoint()));
        hosts.values().removeIf(s -> !known.contains(s.latest().host()));
        supervision.keySet().removeIf(name -> next.supervision(name).isEmpty());
        return this;
    }

    /// Keeps the last few.
    public Fold add(NetworkChange change) {
        var all = new ArrayList<>(networkChanges);
        all.add(change);
        networkChanges = all.subList(Math.max(0, all.size() - MOST_CHANGES), all.size());
        return this;
    }

    public FleetSnapshot at(Instant takenAt) {
        if (!suggested.isEmpty()) {
            suggested.keySet().retainAll(served());
        }
        return new FleetSnapshot(
                takenAt,
                fleet,
                endpoints,
                hosts,
                fleetProblems,
                networkChanges,
                suggested,
                supervision);
    }

    /// What was said of a certificate goes with it.
    private Set<String> served() {
        return endpoints.values().stream()
                .flatMap(s -> s.lastPresented().stream())
                .map(p -> p.leaf().sha256())
                .collect(Collectors.toSet());
    }

    private static EndpointState next(
            @org.jspecify.annotations.Nullable EndpointState before, TlsObservation seen) {
        Optional<Presented> known = before == null ? Optional.empty() : before.lastPresented();
        var told = before == null ? Optional.<Reported>empty() : before.lastReported();
        int failures = before == null ? 0 : before.failures();
        return switch (seen) {
            case Presented p -> new EndpointState(p, Optional.of(p), 0, told);
            case Reported r -> new EndpointState(r, known, 0, Optional.of(r));
            case TlsObservation.Failed f -> new EndpointState(f, known, failures + 1, told);
        };
    }

    private static HostState next(
            @org.jspecify.annotations.Nullable HostState before, HostObservation seen) {
        if (seen instanceof HostObservation.Reported r) {
            return new HostState(
                    r, Optional.empty(), Map.of(), 0, Optional.empty(), Optional.of(r));
        }
        if (before == null) {
            return seen instanceof Probed p
                    ? new HostState(p, Optional.of(p), Map.of(), 0)
                    : new HostState(seen, Optional.empty(), Map.of(), 1);
        }
        if (seen instanceof NotProbed n
                && (n.reason() == Reason.CANCELLED || n.reason() == Reason.BUSY)) {
            return before;
        }
        return seen instanceof Probed p
                ? new HostState(p, Optional.of(p), unchanged(before, p), 0, before.automation())
                : new HostState(
                        seen,
                        before.lastProbed(),
                        before.unchangedSince(),
                        before.failures() + 1,
                        before.automation(),
                        before.lastReported());
    }

    /// Since when each process of the new sample has made no progress. A sample that stopped early
    /// says nothing of the processes that it lacks; they are not carried on.
    private static Map<ProcessKey, Instant> unchanged(HostState before, Probed now) {
        Optional<Probed> earlier = before.lastProbed();
        if (earlier.isEmpty()) {
            return Map.of();
        }
        var then = new HashMap<ProcessKey, RemoteProcess>();
        earlier.get().snapshot().processes().forEach(p -> then.put(p.key(), p));
        var unchanged = new HashMap<ProcessKey, Instant>();
        for (RemoteProcess p : now.snapshot().processes()) {
            RemoteProcess q = then.get(p.key());
            if (q != null && p.noProgressSince(q)) {
                Instant first = earlier.get().observedAt();
                unchanged.put(p.key(), before.unchangedSince().getOrDefault(p.key(), first));
            }
        }
        return unchanged;
    }
}
