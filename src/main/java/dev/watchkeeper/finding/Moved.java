package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.ssh.SshOutcome.Phase;
import dev.watchkeeper.ssh.SshOutcome.Reason;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Targets that answered until the workstation's network changed, and have not since: what changed
/// is the way to them, as far as can be told from here.
///
/// @param change the newest that this was so for
/// @param targets ids of targets and names of hosts
record Moved(Optional<NetworkChange> change, Set<String> targets) {
    /// One alone may have failed by itself in the same moment.
    private static final int FEWEST = 2;

    /// So many times the pause between two questions may a change come after the last answer.
    private static final int PAUSES = 3;

    static Moved of(FleetSnapshot snapshot) {
        if (snapshot.networkChanges().isEmpty()) {
            return new Moved(Optional.empty(), Set.of());
        }
        var targets = new TreeSet<String>();
        var changes = new ArrayList<NetworkChange>();
        var schedule = snapshot.fleet().thresholds().schedule();
        for (EndpointState s : snapshot.endpoints().values()) {
            change(s, snapshot.networkChanges(), schedule.tlsEvery())
                    .ifPresent(c -> {
                        targets.add(s.latest().target().id());
                        changes.add(c);
                    });
        }
        for (HostState s : snapshot.hosts().values()) {
            change(s, snapshot.networkChanges(), schedule.hostEvery())
                    .ifPresent(c -> {
                        targets.add(s.latest().host().name());
                        changes.add(c);
                    });
        }
        return targets.size() < FEWEST
                ? new Moved(Optional.empty(), Set.of())
                : new Moved(changes.stream().max((a, b) -> a.at().compareTo(b.at())), targets);
    }

    private static Optional<NetworkChange> change(
            EndpointState s, List<NetworkChange> changes, Duration every) {
        boolean away =
                s.latest() instanceof Failed f
                        && (Workstation.isLocal(f.failure()) || f.failure() == Failure.TIMED_OUT);
        return away && !Workstation.isLoopback(s.latest().target().address())
                ? between(
                        s.lastPresented().map(TlsObservation::observedAt),
                        s.latest().observedAt(),
                        changes,
                        every)
                : Optional.empty();
    }

    private static Optional<NetworkChange> change(
            HostState s, List<NetworkChange> changes, Duration every) {
        boolean away =
                s.latest() instanceof NotProbed n
                        && (Workstation.isLocal(n.reason())
                                || (n.reason() == Reason.TIMED_OUT && n.phase() == Phase.CONNECT));
        return away && !Workstation.isLoopback(s.latest().host().ssh().address())
                ? between(
                        s.lastProbed().map(p -> p.observedAt()),
                        s.latest().observedAt(),
                        changes,
                        every)
                : Optional.empty();
    }

    /// The change after the last answer and before the newest question, soon enough after that
    /// answer that the target has not been asked many times in vain before it.
    private static Optional<NetworkChange> between(
            Optional<Instant> answered,
            Instant asked,
            List<NetworkChange> changes,
            Duration every) {
        return answered.flatMap(a ->
                changes.stream()
                        .filter(c -> c.at().isAfter(a) && c.at().isBefore(asked))
                        .filter(c -> !c.at().isAfter(a.plus(every.multipliedBy(PAUSES))))
                        .findFirst());
    }
}
