package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.finding.Finding.HostFinding;
import dev.watchkeeper.finding.Finding.SupervisionFinding;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.host.HostObservation.NotReported;
import dev.watchkeeper.host.HostObservation.Why;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Endpoints and hosts of which their source tells nothing, and sources that cannot be read. What
/// is unknown for the source's sake hangs under the source, however much that is.
final class SourceRules {
    private static final String UNKNOWN =
            "Nothing is known of it: it is not asked, as the fleet file names a source.";

    /// Whether it says of the source, and nothing of what was to be told of.
    static boolean isUntold(Failure failure) {
        return failure == Failure.SOURCE_UNREADABLE || failure == Failure.NOT_REPORTED;
    }

    List<Finding> findings(Scene scene) {
        var found = new ArrayList<Finding>();
        var unreadable = new LinkedHashMap<String, Unreadable>();
        for (TlsEndpoint endpoint : scene.fleet().endpoints()) {
            endpoint.source()
                    .ifPresent(s -> {
                        List<Failed> untold = untold(scene, endpoint);
                        if (!untold.isEmpty()) {
                            count(s.supervision(), untold.getFirst(), unreadable);
                            found.add(of(endpoint, s.supervision(), untold));
                        }
                    });
        }
        for (Host host : scene.fleet().hosts()) {
            scene.stateOf(host)
                    .filter(s -> s.failures() >= scene.schedule().failuresBefore())
                    .map(HostState::latest)
                    .filter(NotReported.class::isInstance)
                    .map(NotReported.class::cast)
                    .ifPresent(n -> {
                        count(n, unreadable);
                        found.add(of(host, n));
                    });
        }
        unreadable.forEach((name, u) -> of(scene, name, u).ifPresent(found::add));
        return found;
    }

    private static List<Failed> untold(Scene scene, TlsEndpoint endpoint) {
        int before = scene.schedule().failuresBefore();
        return scene.statesOf(endpoint).stream()
                .filter(s -> s.failures() >= before)
                .map(EndpointState::latest)
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .filter(f -> isUntold(f.failure()))
                .toList();
    }

    private static Finding of(TlsEndpoint endpoint, String source, List<Failed> untold) {
        Failed first = untold.getFirst();
        var draft =
                new Draft(FindingKind.NOT_REPORTED, endpoint.id(), Severity.UNKNOWN)
                        .title(Served.nameOf(endpoint) + ": " + Served.shown(first.text()))
                        .impact(UNKNOWN)
                        .cause(cause(source, first.failure() == Failure.SOURCE_UNREADABLE));
        List<Evidence> evidence =
                untold.stream()
                        .map(f ->
                                new Evidence(
                                        source,
                                        "the series of " + f.target().id(),
                                        Served.shown(f.text()),
                                        f.observedAt()))
                        .toList();
        return new EndpointFinding(
                draft.on(evidence), endpoint, List.<TlsObservation>copyOf(untold));
    }

    private static Finding of(Host host, NotReported n) {
        boolean down = n.why() == Why.DOWN;
        var draft =
                new Draft(
                                down ? FindingKind.HOST_UNREACHABLE : FindingKind.NOT_REPORTED,
                                host.name(),
                                down ? Severity.HIGH : Severity.UNKNOWN)
                        .title(host.name() + ": " + Served.shown(n.text()))
                        .impact(down ? "The host is down, or its exporter is." : UNKNOWN)
                        .cause(cause(n.source(), n.why() == Why.SOURCE_UNREADABLE));
        var evidence =
                new Evidence(n.source(), "its series", Served.shown(n.text()), n.observedAt());
        return new HostFinding(draft.on(List.of(evidence)), host, n);
    }

    private static Optional<FindingKey> cause(String source, boolean unreadable) {
        return unreadable
                ? Optional.of(FindingKey.of(FindingKind.SOURCE_UNREADABLE, source))
                : Optional.empty();
    }

    private static void count(String source, Failed f, Map<String, Unreadable> all) {
        if (f.failure() == Failure.SOURCE_UNREADABLE) {
            all.merge(source, new Unreadable(f.text(), f.observedAt(), 1), Unreadable::and);
        }
    }

    private static void count(NotReported n, Map<String, Unreadable> all) {
        if (n.why() == Why.SOURCE_UNREADABLE) {
            all.merge(n.source(), new Unreadable(n.text(), n.observedAt(), 1), Unreadable::and);
        }
    }

    /// One for the source, under what the supervision says of itself where that is known.
    private static Optional<Finding> of(Scene scene, String name, Unreadable u) {
        Optional<Supervision> supervision = scene.fleet().supervision(name);
        SupervisionState state = scene.snapshot().supervision().get(name);
        boolean silent = state != null && state.failures() >= scene.schedule().failuresBefore();
        var draft =
                new Draft(FindingKind.SOURCE_UNREADABLE, name, Severity.HIGH)
                        .title(Served.shown(u.text))
                        .impact(
                                Texts.count(
                                                u.times,
                                                "endpoint or host is",
                                                "endpoints and hosts are")
                                        + " read from it: nothing is known of them.")
                        .cause(
                                silent
                                        ? Optional.of(
                                                FindingKey.of(
                                                        FindingKind.SUPERVISION_UNREACHABLE, name))
                                        : Optional.empty());
        var evidence = new Evidence(name, "reading its series", Served.shown(u.text), u.at);
        return supervision.map(s ->
                new SupervisionFinding(
                        draft.on(List.of(evidence)),
                        s,
                        Optional.ofNullable(state).flatMap(SupervisionState::lastObserved)));
    }

    /// A source that could not be read, for so many.
    private record Unreadable(String text, Instant at, int times) {
        Unreadable and(Unreadable other) {
            Unreadable newest = other.at.isAfter(at) ? other : this;
            return new Unreadable(newest.text, newest.at, times + other.times);
        }
    }
}
