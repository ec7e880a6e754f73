package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.HostFinding;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.KeyRefused;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ssh.SshOutcome.Reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hosts that do not answer, hang, present a key that is not to be trusted, or answer in part.
final class HostRules {
    List<Finding> findings(Scene scene) {
        var found = new ArrayList<Finding>();
        for (Host host : scene.fleet().hosts()) {
            scene.stateOf(host).flatMap(s -> of(scene, host, s)).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Finding> of(Scene scene, Host host, HostState state) {
        return switch (state.latest()) {
            case KeyRefused k -> Optional.of(key(host, k));
            case NotProbed n when n.reason() == Reason.BROKEN -> Optional.empty();
            case NotProbed n when state.failures() >= scene.schedule().failuresBefore() ->
                    Optional.of(n.hung() ? hung(host, state, n) : unreachable(scene, host, n));
            case NotProbed _ -> Optional.empty();
            case Probed p when !p.snapshot().complete() -> Optional.of(incomplete(host, p));
            case Probed _ -> Optional.empty();
            // What sources tell, or do not, is for rules of their own.
            case HostObservation.Reported _, HostObservation.NotReported _ -> Optional.empty();
        };
    }

    private static Finding hung(Host host, HostState state, NotProbed n) {
        String times = state.failures() > 1 ? ", " + state.failures() + " times in a row" : "";
        var draft =
                new Draft(FindingKind.HOST_HUNG, host.name(), Severity.CRITICAL)
                        .title(
                                "%s: hangs while %s%s"
                                        .formatted(host.name(), n.phase().label(), times))
                        .impact("It takes connections and never answers: jobs that use it wait.");
        return finding(host, draft, n, "asking it over SSH", text(n));
    }

    private static Finding unreachable(Scene scene, Host host, NotProbed n) {
        Optional<FindingKey> cause = scene.workstation().causeOf(n);
        boolean unknown = cause.isPresent() || isOurs(n.reason());
        var draft =
                new Draft(
                                FindingKind.HOST_UNREACHABLE,
                                host.name(),
                                unknown ? Severity.UNKNOWN : Severity.HIGH)
                        .title(host.name() + ": " + words(n))
                        .impact(
                                unknown
                                        ? "Nothing can be said of it from here."
                                        : "Jobs that need it fail.")
                        .cause(cause);
        return finding(host, draft, n, "asking it over SSH", text(n));
    }

    private static boolean isOurs(Reason reason) {
        return switch (reason) {
            case AUTHENTICATION, KEY_LOCKED, CANCELLED, BUSY, CONFIGURATION, OFFLINE, BROKEN ->
                    true;
            case TIMED_OUT,
                    NAME_NOT_RESOLVED,
                    REFUSED,
                    UNREACHABLE,
                    RESET,
                    NOT_SSH,
                    PROTOCOL,
                    INSECURE,
                    LOST ->
                    false;
        };
    }

    private static String words(NotProbed n) {
        return switch (n.reason()) {
            case TIMED_OUT -> "no answer in time while " + n.phase().label();
            case NAME_NOT_RESOLVED -> "name does not resolve";
            case REFUSED -> "connection refused";
            case UNREACHABLE -> "no route to it";
            case RESET -> "connection reset while " + n.phase().label();
            case NOT_SSH -> "does not speak SSH";
            case PROTOCOL -> "breaks the SSH protocol";
            case INSECURE -> "its SSH server is not safe to log in to";
            case AUTHENTICATION -> "does not let us log in";
            case KEY_LOCKED -> "the private key could not be used";
            case LOST -> "connection lost while " + n.phase().label();
            case CANCELLED -> "asking it was cancelled";
            case BUSY -> "busy with an earlier operation of ours";
            case CONFIGURATION -> "cannot be asked as it is configured";
            case OFFLINE -> "this workstation is offline";
            case BROKEN -> "this console failed to ask it";
        };
    }

    private static Finding key(Host host, KeyRefused k) {
        HostKeyProblem problem = k.problem();
        boolean unknown = problem.kind() == HostKeyProblem.Kind.UNKNOWN;
        String words =
                switch (problem.kind()) {
                    case UNKNOWN -> "its host key is not known yet";
                    case CHANGED -> "its host key has changed";
                    case REVOKED -> "it presents a host key that was revoked";
                };
        var draft =
                new Draft(
                                unknown
                                        ? FindingKind.HOST_KEY_UNKNOWN
                                        : FindingKind.HOST_KEY_CHANGED,
                                host.name(),
                                unknown ? Severity.UNKNOWN : Severity.CRITICAL)
                        .title(host.name() + ": " + words)
                        .impact(
                                unknown
                                        ? "It is not asked until its key is accepted."
                                        : "Somebody may be in between: it is not asked.");
        return finding(host, draft, k, "host key of " + problem.host(), text(problem));
    }

    private static String text(HostKeyProblem problem) {
        String known =
                problem.known().isEmpty()
                        ? ""
                        : "\nknown " + Served.shown(String.join(", ", problem.known()));
        return "presented %s %s%s"
                .formatted(
                        Served.shown(problem.keyType()),
                        Served.shown(problem.fingerprint()),
                        known);
    }

    private static Finding incomplete(Host host, Probed p) {
        var draft =
                new Draft(FindingKind.HOST_PROBE_INCOMPLETE, host.name(), Severity.UNKNOWN)
                        .title(host.name() + ": its answer stopped before the end")
                        .impact("What is missing of it is unknown, not absent.");
        String notes = Texts.lines(p.snapshot().notes().stream().map(Served::shown).toList());
        return finding(host, draft, p, "the probe", notes.isEmpty() ? "no end marker came" : notes);
    }

    private static String text(NotProbed n) {
        return "%s\nended while %s, after %d ms"
                .formatted(Served.shown(n.text()), n.phase().label(), n.took().toMillis());
    }

    private static Finding finding(
            Host host, Draft draft, HostObservation o, String what, String text) {
        var evidence = new Evidence(host.name(), what, text, o.observedAt());
        return new HostFinding(draft.on(List.of(evidence)), host, o);
    }
}
