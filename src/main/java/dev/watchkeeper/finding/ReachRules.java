package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Endpoints of which some or all addresses show no certificate.
final class ReachRules {
    List<Finding> findings(Scene scene) {
        var found = new ArrayList<Finding>();
        for (TlsEndpoint endpoint : scene.fleet().endpoints()) {
            List<EndpointState> states = scene.statesOf(endpoint);
            List<Failed> failed = failed(scene, states);
            if (!failed.isEmpty()) {
                found.add(of(scene, endpoint, states.size(), failed));
            }
        }
        return found;
    }

    private static List<Failed> failed(Scene scene, List<EndpointState> states) {
        int before = scene.schedule().failuresBefore();
        return states.stream()
                .filter(s -> s.failures() >= before)
                .map(EndpointState::latest)
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .filter(f -> f.failure() != Failure.BROKEN)
                .filter(f -> !SourceRules.isUntold(f.failure()))
                .toList();
    }

    private static Finding of(Scene scene, TlsEndpoint endpoint, int all, List<Failed> failed) {
        boolean whole = failed.size() == all;
        Optional<FindingKey> cause = cause(scene, failed);
        FindingKind kind =
                whole ? FindingKind.ENDPOINT_UNREACHABLE : FindingKind.ENDPOINT_PARTLY_UNREACHABLE;
        var draft =
                new Draft(kind, endpoint.id(), severity(whole, cause))
                        .title(title(endpoint, whole, failed))
                        .impact(
                                cause.isPresent()
                                        ? "Nothing can be said of it from here."
                                        : impact(whole))
                        .cause(cause);
        List<Evidence> evidence = failed.stream().map(ReachRules::evidence).toList();
        return new EndpointFinding(
                draft.on(evidence), endpoint, List.<TlsObservation>copyOf(failed));
    }

    /// A cause of our own, when every failed address has it.
    private static Optional<FindingKey> cause(Scene scene, List<Failed> failed) {
        List<FindingKey> causes =
                failed.stream().flatMap(f -> scene.workstation().causeOf(f).stream()).toList();
        return causes.size() == failed.size() && causes.stream().distinct().count() == 1
                ? Optional.of(causes.getFirst())
                : Optional.empty();
    }

    private static Severity severity(boolean whole, Optional<FindingKey> cause) {
        if (cause.isPresent()) {
            return Objects.equals(cause.get(), ConsoleRules.NO_IPV6)
                    ? Severity.LOW
                    : Severity.UNKNOWN;
        }
        return whole ? Severity.CRITICAL : Severity.HIGH;
    }

    private static String impact(boolean whole) {
        return whole
                ? "Clients cannot connect."
                : "Clients that take such an address cannot connect.";
    }

    private static String title(TlsEndpoint endpoint, boolean whole, List<Failed> failed) {
        String name = Served.nameOf(endpoint);
        String why = words(failed.getFirst().failure());
        boolean same = failed.stream().map(Failed::failure).distinct().count() == 1;
        String reason = same ? why : "no certificate was seen";
        return whole
                ? name + ": " + reason
                : name
                        + ": "
                        + reason
                        + " at "
                        + Texts.list(failed.stream().map(Served::place).toList());
    }

    private static String words(Failure failure) {
        return switch (failure) {
            case NAME_NOT_RESOLVED -> "name does not resolve";
            case REFUSED -> "connection refused";
            case TIMED_OUT -> "no answer in time";
            case UNREACHABLE -> "no route to it";
            case RESET -> "connection reset in the handshake";
            case CLOSED -> "connection closed in the handshake";
            case NOT_TLS -> "does not speak TLS";
            case WRONG_PROTOCOL -> "speaks another protocol";
            case STARTTLS_NOT_OFFERED -> "STARTTLS is not offered";
            case STARTTLS_REFUSED -> "STARTTLS refused";
            case PLAINTEXT_AFTER_STARTTLS -> "plaintext after STARTTLS";
            case HANDSHAKE_REFUSED -> "handshake refused";
            case BROKEN -> "handshake broke";
            case OFFLINE -> "this workstation is offline";
            case SOURCE_UNREADABLE -> "its source cannot be read";
            case NOT_REPORTED -> "its source tells nothing of it";
            case REPORTED_DOWN -> "its source reports that no certificate was seen";
        };
    }

    private static Evidence evidence(Failed f) {
        boolean told = f.failure() == Failure.REPORTED_DOWN;
        return new Evidence(
                f.target().id(),
                (told ? "its source, of " : "asking ")
                        + Served.place(f)
                        + (told ? "" : " for its certificate"),
                Served.shown(f.text()) + "\nafter " + f.took().toMillis() + " ms",
                f.observedAt());
    }
}
