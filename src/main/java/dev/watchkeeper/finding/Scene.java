package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostThresholds;
import dev.watchkeeper.inventory.Schedule;
import dev.watchkeeper.inventory.TlsEndpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A snapshot as the rules look at it: states by endpoint, and what is known of the workstation.
///
/// @param states of each endpoint of the fleet that was asked, in the order of their targets' ids
/// @param archives what clients have got
/// @param policies how each certificate is renewed
record Scene(
        FleetSnapshot snapshot,
        Map<String, List<EndpointState>> states,
        Workstation workstation,
        Archives archives,
        RenewalPolicies policies) {
    static Scene of(FleetSnapshot snapshot) {
        var states = new HashMap<String, List<EndpointState>>();
        for (EndpointState state : snapshot.endpoints().values()) {
            String id = state.latest().target().endpoint().id();
            states.computeIfAbsent(id, _ -> new ArrayList<>(2)).add(state);
        }
        states.values().forEach(Scene::sort);
        var archives = Archives.of(snapshot);
        return new Scene(
                snapshot, states, Workstation.of(snapshot), archives, RenewalPolicies.of(archives));
    }

    private static void sort(List<EndpointState> states) {
        if (states.size() > 1) {
            states.sort(Comparator.comparing(s -> s.latest().target().id()));
        }
    }

    Instant now() {
        return snapshot.takenAt();
    }

    Fleet fleet() {
        return snapshot.fleet();
    }

    HostThresholds hostThresholds() {
        return fleet().thresholds().hosts();
    }

    Schedule schedule() {
        return fleet().thresholds().schedule();
    }

    List<EndpointState> statesOf(TlsEndpoint endpoint) {
        return states.getOrDefault(endpoint.id(), List.of());
    }

    Optional<HostState> stateOf(Host host) {
        return Optional.ofNullable(snapshot.hosts().get(host.name()));
    }
}
