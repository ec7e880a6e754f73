package dev.watchkeeper.finding.cause;

import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.host.TcpConnection;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds the process on one host that an ssh on another runs there.
///
/// Surest is a random mark of Ansible's, which both show. With pipelining and without become there
/// is none; then it is the TCP connection, whose four numbers both ends show, and the moment at
/// which the session began.
final class Sessions {
    /// A session begins after its ssh, by as long as logging in takes; clocks are compared to a
    /// second.
    private static final Duration BEFORE = Duration.ofSeconds(1);

    private static final Duration AFTER = Duration.ofSeconds(5);

    private final HostView here;
    private final HostView there;
    private final Predicate<RemoteProcess> blocked;

    /// @param blocked whether a process there is blocked, or waits for one that is
    Sessions(HostView here, HostView there, Predicate<RemoteProcess> blocked) {
        this.here = here;
        this.there = there;
        this.blocked = blocked;
    }

    /// Why two things belong together.
    record Link(Certainty certainty, String how, Evidence evidence) {}

    /// A remote process.
    ///
    /// @param sshd that its connection ends in
    /// @param connection why that is the one
    /// @param link why it is the process
    record Session(
            RemoteProcess process, Optional<RemoteProcess> sshd, Link connection, Link link) {}

    Optional<Session> of(Lane lane) {
        Optional<RemoteProcess> sshd = connected(lane);
        Optional<Session> marked =
                lane.command().mark().flatMap(m -> there.marked(m).map(p -> marked(p, m, sshd)));
        return marked.isPresent() ? marked : byStart(lane, sshd);
    }

    private Session marked(RemoteProcess p, String mark, Optional<RemoteProcess> connected) {
        var link =
                link(
                        Certainty.PROVEN,
                        "both show " + mark,
                        "pid %d: %s".formatted(p.key().pid(), p.line()));
        return session(p, connected, link);
    }

    private Session session(RemoteProcess p, Optional<RemoteProcess> connected, Link link) {
        Optional<RemoteProcess> above = there.sshdOf(p);
        boolean same = connected.isPresent() && connected.equals(above);
        Link connection =
                same
                        ? link(
                                Certainty.PROVEN,
                                "the two ends of one TCP connection",
                                connectionText(connected.get()))
                        : link(
                                link.certainty(),
                                "the session's sshd",
                                "it is above pid " + p.key().pid());
        return new Session(p, above, connection, link);
    }

    private String connectionText(RemoteProcess sshd) {
        return there.connections(sshd).stream()
                .findFirst()
                .map(c ->
                        "%s:%d → %s:%d, held there by sshd pid %d"
                                .formatted(
                                        c.remote(),
                                        c.remotePort(),
                                        c.local(),
                                        c.localPort(),
                                        sshd.key().pid()))
                .orElse("");
    }

    /// The sshd that holds the other end of a lane's connection.
    private Optional<RemoteProcess> connected(Lane lane) {
        List<TcpConnection> ours = here.connections(lane.master().orElse(lane.ssh()));
        return there.snapshot().connections().stream()
                .filter(c -> c.pid().isPresent())
                .filter(c -> ours.stream().anyMatch(c::isOtherEndOf))
                .flatMap(c -> there.process(c.pid().getAsLong()).stream())
                .filter(HostView::isSshd)
                .min(Comparator.comparingLong(p -> p.key().startTicks()));
    }

    private Optional<Session> byStart(Lane lane, Optional<RemoteProcess> sshd) {
        List<RemoteProcess> candidates =
                there.sessions().stream()
                        .filter(p -> sshd.isEmpty() || there.sshdOf(p).equals(sshd))
                        .toList();
        if (sshd.isPresent() && candidates.size() == 1) {
            String only = "the only session of sshd pid " + sshd.get().key().pid();
            RemoteProcess p = candidates.getFirst();
            return Optional.of(
                    session(
                            p,
                            sshd,
                            link(Certainty.PROVEN, "the connection's only session", only)));
        }
        Instant began = here.started(lane.ssh());
        List<RemoteProcess> near = candidates.stream().filter(p -> isNear(p, began)).toList();
        boolean alike = sshd.isEmpty() && near.size() > 1;
        // Without the connection, two that began together cannot be told apart; where all of them
        // are blocked, it is no matter which it is.
        if (near.isEmpty() || (alike && !near.stream().allMatch(blocked))) {
            return Optional.empty();
        }
        String how =
                alike
                        ? "one of %d sessions that began then, and all of them are stuck"
                                .formatted(near.size())
                        : "began when the ssh did";
        return Optional.of(nearest(lane, near, sshd, how));
    }

    private Session nearest(
            Lane lane, List<RemoteProcess> near, Optional<RemoteProcess> sshd, String how) {
        Instant began = here.started(lane.ssh());
        RemoteProcess nearest =
                near.stream()
                        .min(
                                Comparator.comparing(
                                        p -> Duration.between(began, there.started(p)).abs()))
                        .orElseThrow();
        String text =
                "ssh pid %d began at %s, pid %d at %s"
                        .formatted(
                                lane.ssh().key().pid(),
                                began,
                                nearest.key().pid(),
                                there.started(nearest));
        return session(nearest, sshd, link(Certainty.INFERRED, how, text));
    }

    private boolean isNear(RemoteProcess p, Instant began) {
        Instant at = there.started(p);
        return !at.isBefore(began.minus(BEFORE)) && !at.isAfter(began.plus(AFTER));
    }

    private Link link(Certainty certainty, String how, String text) {
        return new Link(certainty, how, there.evidence(how, text));
    }
}
