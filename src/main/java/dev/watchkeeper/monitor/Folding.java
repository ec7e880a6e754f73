package dev.watchkeeper.monitor;

import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.NetworkChange;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report.Progress;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.tls.TlsObservation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the next report of the last one and of what has happened since. Used by one thread.
final class Folding {
    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    private final InstantSource clock;
    private final HistoryWriter history;
    private final Troubles troubles;
    private final Since since = new Since();
    private final Inbox inbox;
    private Set<TlsEndpoint> endpoints;
    private Set<Host> hosts;
    private Set<Supervision> supervision;
    // Units none of whose answers has been folded yet: what another thread has put meanwhile may
    // be the very answer that the findings lack.
    private final Set<Unit> unanswered = new HashSet<>();
    private Set<FindingKey> stored = Set.of();
    private volatile boolean everStored;

    Folding(
            InstantSource clock,
            Fleet first,
            HistoryWriter history,
            Troubles troubles,
            Inbox inbox) {
        this.clock = clock;
        this.history = history;
        this.troubles = troubles;
        this.inbox = inbox;
        this.endpoints = Set.copyOf(first.endpoints());
        this.hosts = Set.copyOf(first.hosts());
        this.supervision = Set.copyOf(first.supervision());
        unanswered.addAll(Subjects.all(first));
    }

    /// The report after these events. Only once everything has answered it is stored what is open:
    /// what was not found then is gone.
    Report next(Report before, List<Event> events, Progress progress) {
        var fold = new Fold(before.snapshot());
        events.forEach(e -> add(fold, e));
        Instant now = clock.instant();
        FleetSnapshot snapshot = fold.at(now);
        events.forEach(e -> keepChecks(e, snapshot));
        List<Finding> findings = findings(snapshot, before);
        var report =
                new Report(
                        snapshot,
                        findings,
                        since.of(findings, now),
                        progress,
                        unanswered.isEmpty());
        if (unanswered.isEmpty()) {
            store(snapshot, findings);
        }
        return report;
    }

    private void add(Fold fold, Event event) {
        switch (event) {
            case Event.TlsSeen(TlsObservation o) -> {
                if (endpoints.contains(o.target().endpoint())) {
                    fold.add(o);
                    history.append(o);
                }
            }
            case Event.HostSeen(HostObservation o) -> {
                if (hosts.contains(o.host())) {
                    fold.add(o);
                    history.append(o);
                }
            }
            case Event.AutomationSeen(AutomationObservation o) -> {
                if (hosts.contains(o.host())) {
                    fold.add(o);
                }
            }
            case Event.SupervisionSeen(SupervisionObservation o) -> add(fold, o);
            case Event.DrillSeen(DrillResult result) -> add(fold, result);
            case Event.Targets(TlsEndpoint endpoint, Set<String> ids) ->
                    fold.keepTargets(endpoint, ids);
            case Event.FleetChanged(Fleet fleet, List<String> problems) -> {
                fold.fleet(fleet, problems);
                watch(fleet);
            }
            case Event.AdviceSeen(String sha256, var said) -> fold.add(sha256, said);
            case Event.NetworkChanged(NetworkChange change) -> fold.add(change);
            case Event.Done done -> unanswered.remove(done.unit());
            case Event.Changed _ -> {}
        }
    }

    private void add(Fold fold, SupervisionObservation seen) {
        if (supervision.contains(seen.supervision())) {
            fold.add(seen);
        }
    }

    /// Which checks count is known only once their answer is part of the whole.
    private void keepChecks(Event event, FleetSnapshot snapshot) {
        if (event instanceof Event.SupervisionSeen(Observed seen)
                && supervision.contains(seen.supervision())) {
            history.append(seen, snapshot);
        }
    }

    private void add(Fold fold, DrillResult result) {
        if (supervision.stream().anyMatch(s -> s.name().equals(result.supervision()))) {
            fold.add(result);
        }
    }

    private void watch(Fleet fleet) {
        List<Unit> units = Subjects.all(fleet);
        unanswered.retainAll(units);
        units.stream().filter(u -> !isWatched(u)).forEach(unanswered::add);
        endpoints = Set.copyOf(fleet.endpoints());
        hosts = Set.copyOf(fleet.hosts());
        supervision = Set.copyOf(fleet.supervision());
    }

    private boolean isWatched(Unit unit) {
        return switch (unit) {
            case Unit.OfEndpoint(var endpoint) -> endpoints.contains(endpoint);
            case Unit.OfHost(var host) -> hosts.contains(host);
            case Unit.OfSupervision(var s) -> supervision.contains(s);
        };
    }

    /// A rule that throws is a bug of ours: what was found before stays, and it is said.
    private List<Finding> findings(FleetSnapshot snapshot, Report before) {
        try {
            List<Finding> found = Rules.evaluate(snapshot);
            troubles.end("rules");
            return withTroubles(found);
        } catch (RuntimeException e) {
            LOG.error("the rules failed", e);
            troubles.begin(
                    "rules", "The rules of this console failed", e.toString(), snapshot.takenAt());
            Set<FindingKey> own =
                    troubles.findings().stream().map(Finding::key).collect(Collectors.toSet());
            return withTroubles(
                    before.findings().stream().filter(f -> !own.contains(f.key())).toList());
        }
    }

    private List<Finding> withTroubles(List<Finding> found) {
        List<Finding> own = troubles.findings();
        if (own.isEmpty()) {
            return found;
        }
        var all = new ArrayList<Finding>(found);
        all.addAll(own);
        return Rules.order(all);
    }

    private void store(FleetSnapshot snapshot, List<Finding> findings) {
        Set<FindingKey> keys = findings.stream().map(Finding::key).collect(Collectors.toSet());
        if (everStored && keys.equals(stored)) {
            return;
        }
        everStored = true;
        stored = keys;
        history.findings(
                snapshot,
                findings,
                known -> {
                    if (since.learn(known)) {
                        inbox.put(new Event.Changed());
                    }
                },
                () -> everStored = false);
    }
}
