package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostThresholds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The newest answer of a host, as the rules for processes and mounts look at it: however old, for
/// a host that stopped answering has not been cured by that.
record Probe(Scene scene, Host host, HostState state, Probed probed) {
    HostSnapshot snapshot() {
        return probed.snapshot();
    }

    HostThresholds thresholds() {
        return scene.hostThresholds();
    }

    Evidence evidence(String what, String text) {
        return new Evidence(host.name(), what, text, probed.observedAt());
    }

    static List<Finding> each(Scene scene, Function<Probe, List<Finding>> rule) {
        var found = new ArrayList<Finding>();
        for (Host host : scene.fleet().hosts()) {
            scene.stateOf(host)
                    .flatMap(s -> s.lastProbed().map(p -> new Probe(scene, host, s, p)))
                    .ifPresent(p -> found.addAll(rule.apply(p)));
        }
        return found;
    }
}
