package dev.watchkeeper.finding;

import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.RenewalLock;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Renewals that cannot run as a lock is held, or was left behind. A run that is under way for less
/// than an hour is just that.
final class RenewalLocks {
    /// certbot sleeps up to 8 minutes by itself, and an authority may take its time.
    static final Duration LONG = Duration.ofHours(1);

    private static final String IMPACT =
            "Every later run ends at once with \"already running\": nothing is renewed. ";

    List<Finding> findings(Scene scene) {
        return Renewing.each(scene, RenewalLocks::of);
    }

    private static List<Finding> of(Renewing renewing) {
        var found = new ArrayList<Finding>();
        for (RenewalClient client : renewing.automation().clients()) {
            switch (client.lock()) {
                case RenewalLock.Held h when isLong(renewing, h.since()) ->
                        found.add(held(renewing, client, h));
                case RenewalLock.Left l when isLong(renewing, l.since()) ->
                        found.add(left(renewing, client, l));
                case RenewalLock _ -> {}
            }
        }
        return found.stream().limit(1).toList();
    }

    private static boolean isLong(Renewing renewing, Instant since) {
        return Duration.between(since, renewing.automation().hostClock()).compareTo(LONG) > 0;
    }

    private static Finding held(Renewing renewing, RenewalClient client, RenewalLock.Held lock) {
        Optional<RemoteProcess> holder =
                renewing.snapshot().flatMap(s -> s.process(lock.pid())).filter(p -> is(p, lock));
        String age = Ages.between(lock.since(), renewing.automation().hostClock());
        var draft =
                renewing.draft(FindingKind.RENEWAL_BLOCKED, Severity.HIGH)
                        .title(
                                "%s: a run of %s holds its lock for %s"
                                        .formatted(renewing.host().name(), client.program(), age))
                        .impact(
                                IMPACT
                                        + "End what pid %d waits for, else pid %d itself."
                                                .formatted(lock.pid(), lock.pid()));
        var lines = new ArrayList<String>();
        lines.add(
                "held by pid %d (%s), state %s, wait channel %s, for %s"
                        .formatted(
                                lock.pid(),
                                lock.command(),
                                lock.state(),
                                lock.waitChannel()
                                        .or(() -> holder.flatMap(RemoteProcess::waitChannel))
                                        .orElse("unknown"),
                                age));
        holder.ifPresent(p -> lines.add(p.line()));
        client.activity()
                .refused()
                .ifPresent(r -> lines.add("a run found it already running " + renewing.ago(r)));
        var evidence = new ArrayList<Evidence>();
        evidence.add(renewing.evidence("lock " + lock.path(), lines));
        renewing.snapshot()
                .map(s -> below(s, lock.pid()))
                .filter(b -> !b.isEmpty())
                .ifPresent(b -> evidence.add(renewing.evidence("what it has started", b)));
        return renewing.finding(draft, evidence);
    }

    private static boolean is(RemoteProcess process, RenewalLock.Held lock) {
        return process.key().startTicks() == lock.startTicks();
    }

    /// The processes below one, a line each.
    private static List<String> below(HostSnapshot snapshot, long pid) {
        var family = new ArrayList<>(List.of(pid));
        var lines = new ArrayList<String>();
        for (int i = 0; i < family.size() && lines.size() < Texts.MOST_LINES; i++) {
            long parent = family.get(i);
            for (RemoteProcess p : snapshot.processes()) {
                if (p.parent() == parent && p.key().pid() != parent) {
                    family.add(p.key().pid());
                    lines.add(ProcessLines.line(p));
                }
            }
        }
        return lines;
    }

    private static Finding left(Renewing renewing, RenewalClient client, RenewalLock.Left lock) {
        boolean runs =
                renewing.snapshot()
                        .filter(s ->
                                s.processes().stream().anyMatch(p -> client.isStartedBy(p.line())))
                        .isPresent();
        String age = Ages.between(lock.since(), renewing.automation().hostClock());
        var draft =
                renewing.draft(FindingKind.RENEWAL_BLOCKED, Severity.HIGH)
                        .title(
                                "%s: %s is kept out by its lock file, made %s ago"
                                        .formatted(renewing.host().name(), client.program(), age))
                        .impact(
                                runs
                                        ? IMPACT + "One is still running: end what it waits for."
                                        : IMPACT
                                                + "No run of it was seen: the file was left behind,"
                                                + " and is to be removed.");
        String seen =
                runs ? "a process of it runs" : "no process of " + client.program() + " was seen";
        return renewing.finding(
                draft, List.of(renewing.evidence("lock file " + lock.path(), List.of(seen))));
    }

    /// The findings, with a lock that a stuck run holds as the symptom of that run.
    static List<Finding> group(Scene scene, List<Finding> found) {
        return found.stream()
                .map(f ->
                        f.kind() == FindingKind.RENEWAL_BLOCKED && f.statement().cause().isEmpty()
                                ? runOf(scene, f, found).map(r -> f.causedBy(r.key())).orElse(f)
                                : f)
                .toList();
    }

    private static Optional<RunFinding> runOf(Scene scene, Finding blocked, List<Finding> found) {
        if (!(blocked instanceof Finding.HostFinding h)) {
            return Optional.empty();
        }
        List<Long> holders =
                scene.stateOf(h.host()).flatMap(s -> s.automation()).stream()
                        .flatMap(a -> a.lastObserved().stream())
                        .flatMap(o -> o.automation().clients().stream())
                        .map(RenewalClient::lock)
                        .filter(RenewalLock.Held.class::isInstance)
                        .map(l -> ((RenewalLock.Held) l).pid())
                        .toList();
        return found.stream()
                .filter(RunFinding.class::isInstance)
                .map(RunFinding.class::cast)
                .filter(r -> r.host().equals(h.host()))
                .filter(r -> r.processes().stream().anyMatch(p -> holders.contains(p.key().pid())))
                .findFirst();
    }
}
