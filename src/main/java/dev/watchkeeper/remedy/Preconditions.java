package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.TlsObservation;

import java.util.List;
import java.util.stream.Stream;

/// What a renewal requires to be healthy before it: a renewal in the middle of another fault makes
/// two faults.
final class Preconditions {
    private Preconditions() {}

    /// What is not met, with what to do first, a sentence each.
    static List<String> unmet(Renewal renewal, FleetSnapshot snapshot) {
        return renewal.requires().stream().flatMap(r -> unmet(r, snapshot)).toList();
    }

    private static Stream<String> unmet(String required, FleetSnapshot snapshot) {
        if (snapshot.fleet().endpoint(required).isPresent()) {
            return endpoint(required, snapshot);
        }
        return snapshot.fleet().host(required).isPresent()
                ? host(required, snapshot)
                : Stream.of(required + " is required, and is not in the fleet.");
    }

    private static Stream<String> endpoint(String id, FleetSnapshot snapshot) {
        List<EndpointState> states =
                snapshot.endpoints().values().stream()
                        .filter(s -> s.latest().target().endpoint().id().equals(id))
                        .toList();
        if (states.isEmpty()) {
            return Stream.of("%s has not been asked yet: refresh first.".formatted(id));
        }
        return states.stream()
                .map(EndpointState::latest)
                .filter(TlsObservation.Failed.class::isInstance)
                .map(f ->
                        "%s does not answer: put it right first (%s)."
                                .formatted(f.target().id(), VisibleText.capped(f.text(), 200)));
    }

    private static Stream<String> host(String name, FleetSnapshot snapshot) {
        var state = snapshot.hosts().get(name);
        if (state == null) {
            return Stream.of("%s has not been inspected yet: refresh first.".formatted(name));
        }
        return switch (state.latest()) {
            case HostObservation.Probed p ->
                    p.snapshot().mounts().stream()
                            .filter(m -> m.answer() instanceof Mount.Answer.Silent)
                            .map(m ->
                                    "%s on %s does not answer: free that mount first."
                                            .formatted(
                                                    VisibleText.capped(m.mountPoint(), 120), name));
            case HostObservation.NotProbed n ->
                    Stream.of(
                            "%s was not reached: put it right first (%s)."
                                    .formatted(name, VisibleText.capped(n.text(), 200)));
            case HostObservation.Reported r ->
                    r.facts().mounts().stream()
                            .filter(m -> m.silent())
                            .map(m ->
                                    "%s on %s does not answer, as %s reports: free that mount first."
                                            .formatted(
                                                    VisibleText.capped(m.mountPoint(), 120),
                                                    name,
                                                    r.source()));
            case HostObservation.NotReported n ->
                    Stream.of(
                            "%s is not known to be well: put it right first (%s)."
                                    .formatted(name, VisibleText.capped(n.text(), 200)));
            case HostObservation.KeyRefused _ ->
                    Stream.of("%s presents another SSH key: clear that first.".formatted(name));
        };
    }
}
