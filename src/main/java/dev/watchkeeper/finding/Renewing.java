package dev.watchkeeper.finding;

import dev.watchkeeper.automation.AutomationObservation.Observed;
import dev.watchkeeper.automation.ClientSchedules;
import dev.watchkeeper.automation.RenewalAutomation;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.finding.Finding.HostFinding;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.inventory.Host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What is known of a host's renewals, as the rules look at it: however old, for a host that
/// stopped answering has not been cured by that.
record Renewing(Scene scene, Host host, HostState state, Observed observed) {
    RenewalAutomation automation() {
        return observed.automation();
    }

    /// Now, by the host's own clock.
    Instant now() {
        return automation().hostClock().plus(Duration.between(observed.observedAt(), scene.now()));
    }

    Optional<HostSnapshot> snapshot() {
        return state.lastProbed().map(Probed::snapshot);
    }

    Optional<Probe> probe() {
        return state.lastProbed().map(p -> new Probe(scene, host, state, p));
    }

    Optional<ClientSchedules> schedules(RenewalClient client) {
        return snapshot()
                .map(s -> ClientSchedules.of(client, automation().shadows(), s))
                .filter(ClientSchedules::known);
    }

    Evidence evidence(String what, List<String> lines) {
        return new Evidence(
                host.name(),
                Served.shown(what),
                Texts.lines(lines.stream().map(Served::shown).toList()),
                observed.observedAt());
    }

    Draft draft(FindingKind kind, Severity severity) {
        return new Draft(kind, host.name(), severity);
    }

    Finding finding(Draft draft, List<Evidence> evidence) {
        return new HostFinding(draft.on(evidence), host, state.latest());
    }

    /// `17 min ago`, `in 3 h`.
    String ago(Instant at) {
        return at.isAfter(now())
                ? "in " + Ages.between(now(), at)
                : Ages.between(at, now()) + " ago";
    }

    static List<Finding> each(Scene scene, Function<Renewing, List<Finding>> rule) {
        var found = new ArrayList<Finding>();
        for (Host host : scene.fleet().hosts()) {
            scene.stateOf(host)
                    .flatMap(s ->
                            s.automation()
                                    .flatMap(FleetSnapshot.AutomationState::lastObserved)
                                    .map(o -> new Renewing(scene, host, s, o)))
                    .ifPresent(r -> found.addAll(rule.apply(r)));
        }
        return found;
    }
}
