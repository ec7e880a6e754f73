package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Observes hosts again between the steps of one plan. One thread.
final class Sightings {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Engine engine;
    private final Cancellation cancellation;
    private final Pace pace;
    private final Map<String, Long> seenAt = new HashMap<>();
    private Report newest;

    Sightings(Engine engine, Cancellation cancellation, Pace pace) {
        this.engine = engine;
        this.cancellation = cancellation;
        this.pace = pace;
        newest = engine.latest();
    }

    /// How long what a step does may take to show, and the pause between two looks.
    ///
    /// @param patience on a host
    /// @param served at the addresses of an endpoint
    record Pace(Duration patience, Duration pause, Duration served) {
        static final Pace USUAL =
                new Pace(Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    /// The newest report that was seen here.
    Report newest() {
        return newest;
    }

    /// The key whose subject is a host or an endpoint alone, open or not.
    static FindingKey keyOf(String subject) {
        return FindingKey.of(FindingKind.HOST_HUNG, subject);
    }

    /// Observes again what these findings are about; empty when that did not come to its end.
    Optional<Report> observe(Set<FindingKey> keys) {
        CompletableFuture<Report> report = engine.verify(keys);
        try {
            CompletableFuture.anyOf(report, cancellation.asked())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (report.isDone()) {
                newest = report.get();
                return Optional.of(newest);
            }
        } catch (TimeoutException | ExecutionException e) {
            // Nothing was seen.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /// A host as it is now; empty when it could not be observed wholly.
    Optional<HostSnapshot> look(String host) {
        Optional<Probed> before = probed(host);
        Optional<HostSnapshot> now =
                observe(Set.of(keyOf(host)))
                        .flatMap(_ -> probed(host))
                        .filter(p -> !before.equals(Optional.of(p)))
                        .map(Probed::snapshot)
                        .filter(HostSnapshot::complete);
        if (now.isPresent()) {
            seen(host);
        } else {
            seenAt.remove(host);
        }
        return now;
    }

    /// Notes that the newest report has an observation of this host which has just been made.
    void seen(String host) {
        seenAt.put(host, System.nanoTime());
    }

    /// A host as it is now or was a moment ago.
    Optional<HostSnapshot> recent(String host) {
        Long at = seenAt.get(host);
        return at != null && System.nanoTime() - at < FRESH.toNanos()
                ? probed(host).map(Probed::snapshot)
                : look(host);
    }

    /// The newest observation of a host, when that is an answer.
    Optional<Probed> probed(String host) {
        return Optional.ofNullable(newest.snapshot().hosts().get(host))
                .map(HostState::latest)
                .filter(Probed.class::isInstance)
                .map(Probed.class::cast);
    }

    /// Looks until the check holds, for as long as the pace allows; a try gets a third of that.
    Sight await(StepCheck check, String host, boolean isTry) {
        long end = System.nanoTime() + pace.patience().toNanos() / (isTry ? 3 : 1);
        while (true) {
            Sight sight =
                    look(host)
                            .map(s -> CheckJudge.of(check, s))
                            .orElseGet(() ->
                                    new Sight.Unseen(host + " could not be observed afterwards"));
            boolean over = System.nanoTime() - end >= 0 || cancellation.isAsked();
            if (sight instanceof Sight.Holds || over) {
                return sight;
            }
            cancellation.pause(pace.pause());
        }
    }
}
