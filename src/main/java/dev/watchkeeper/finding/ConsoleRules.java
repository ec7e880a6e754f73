package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.ConsoleFinding;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.SshOutcome.Reason;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The console itself: no network, no IPv6, data grown stale, an observer that broke, a fleet file
/// that cannot be used.
final class ConsoleRules {
    static final FindingKey OFFLINE = FindingKey.of(FindingKind.CONSOLE_OFFLINE, "workstation");
    static final FindingKey NO_IPV6 = FindingKey.of(FindingKind.CONSOLE_OFFLINE, "ipv6");
    static final FindingKey MOVED = FindingKey.of(FindingKind.CONSOLE_OFFLINE, "network");
    private static final String CONSOLE = "this console";

    List<Finding> findings(Scene scene) {
        var found = new ArrayList<Finding>();
        network(scene, found);
        stale(scene, found);
        broken(scene, found);
        if (!scene.snapshot().fleetProblems().isEmpty()) {
            found.add(fleetFile(scene));
        }
        return found;
    }

    private static void network(Scene scene, List<Finding> found) {
        Workstation w = scene.workstation();
        String text = w.failed() + " of " + w.asked() + " targets had no route or no name";
        if (w.offline()) {
            found.add(
                    finding(
                            new Draft(FindingKind.CONSOLE_OFFLINE, "workstation", Severity.UNKNOWN)
                                    .title("This workstation is offline")
                                    .impact("Nothing beyond it is known until it is back."),
                            new Evidence(CONSOLE, "the last cycle", text, scene.now())));
        }
        Moved moved = w.moved();
        if (!w.offline() && moved.change().isPresent()) {
            found.add(moved(scene, moved, moved.change().get()));
        }
        if (w.lacksIpv6()) {
            found.add(
                    finding(
                            new Draft(FindingKind.CONSOLE_OFFLINE, "ipv6", Severity.LOW)
                                    .title("This workstation reaches no IPv6 address")
                                    .impact("IPv6 addresses of endpoints are not checked."),
                            new Evidence(CONSOLE, "the last cycle", text, scene.now())));
        }
    }

    private static Finding moved(Scene scene, Moved moved, NetworkChange change) {
        String age = Ages.between(change.at(), scene.now());
        String targets = Texts.count(moved.targets().size(), "target has", "targets have");
        return finding(
                new Draft(FindingKind.CONSOLE_OFFLINE, "network", Severity.UNKNOWN)
                        .title(
                                "This workstation's network changed %s ago, and %s not answered since"
                                        .formatted(age, targets))
                        .impact(
                                "The way to them, such as a VPN, may have gone with it; nothing can"
                                        + " be said of them from here."),
                new Evidence(
                        CONSOLE,
                        "its network, and who has not answered since",
                        change.text() + "\n" + Texts.lines(moved.targets()),
                        change.at()));
    }

    private static void stale(Scene scene, List<Finding> found) {
        Duration limit = scene.schedule().staleAfter();
        List<Aged> old =
                all(scene).stream()
                        .filter(a -> Duration.between(a.at, scene.now()).compareTo(limit) > 0)
                        .sorted(Comparator.comparing(Aged::at))
                        .toList();
        if (old.isEmpty()) {
            return;
        }
        int asked = scene.snapshot().endpoints().size() + scene.snapshot().hosts().size();
        String age = Ages.between(old.getFirst().at, scene.now());
        List<String> lines = old.stream().map(a -> a.id + " last asked " + a.at).toList();
        var draft =
                new Draft(FindingKind.DATA_STALE, "fleet", Severity.UNKNOWN)
                        .title(
                                "%d of %s: last asked up to %s ago"
                                        .formatted(
                                                old.size(),
                                                Texts.count(asked, "target", "targets"),
                                                age))
                        .impact("What is shown of them may no longer be so.");
        found.add(
                finding(
                        draft,
                        new Evidence(CONSOLE, "stale targets", Texts.lines(lines), scene.now())));
    }

    private static List<Aged> all(Scene scene) {
        var all = new ArrayList<Aged>();
        for (EndpointState s : scene.snapshot().endpoints().values()) {
            Instant at = s.latest().observedAt();
            if (isOld(scene, at)) {
                all.add(new Aged(s.latest().target().id(), at));
            }
        }
        for (HostState s : scene.snapshot().hosts().values()) {
            all.add(new Aged(s.latest().host().name(), s.latest().observedAt()));
        }
        return all;
    }

    private static boolean isOld(Scene scene, Instant at) {
        return at.plus(scene.schedule().staleAfter()).isBefore(scene.now());
    }

    private static void broken(Scene scene, List<Finding> found) {
        for (EndpointState s : scene.snapshot().endpoints().values()) {
            if (s.latest() instanceof TlsObservation.Failed f
                    && f.failure() == TlsObservation.Failure.BROKEN) {
                String id = f.target().id();
                found.add(broken(id, f.text(), f.observedAt()));
            }
        }
        for (HostState s : scene.snapshot().hosts().values()) {
            if (s.latest() instanceof NotProbed n && n.reason() == Reason.BROKEN) {
                found.add(broken(n.host().name(), n.text(), n.observedAt()));
            }
        }
    }

    private static Finding broken(String id, String text, Instant at) {
        return finding(
                new Draft(FindingKind.OBSERVER_BROKEN, id, Severity.UNKNOWN)
                        .title(id + ": could not be asked, for a fault of this console")
                        .impact("Nothing is known of it."),
                new Evidence(id, "asking it", Served.shown(text), at));
    }

    private static Finding fleetFile(Scene scene) {
        List<String> problems =
                scene.snapshot().fleetProblems().stream()
                        .map(p -> VisibleText.capped(p, 400))
                        .toList();
        return finding(
                new Draft(FindingKind.FLEET_FILE_BROKEN, "fleet", Severity.HIGH)
                        .title(
                                "The fleet file has "
                                        + Texts.count(problems.size(), "problem", "problems")
                                        + "; the last good one is in use")
                        .impact("Changes made to it since are not watched."),
                new Evidence(
                        CONSOLE, "reading the fleet file", Texts.lines(problems), scene.now()));
    }

    private static Finding finding(Draft draft, Evidence evidence) {
        return new ConsoleFinding(draft.on(List.of(evidence)));
    }

    /// A target and when it was last asked.
    private record Aged(String id, Instant at) {}
}
