package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.history.History;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.tls.TlsObservation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Writes to the history on a thread of its own, so that a slow disk never holds up a cycle. When
/// the disk cannot keep up, observations are dropped and said to be.
final class HistoryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    private static final int MOST_WAITING = 100_000;
    private static final Duration PRUNE_EVERY = Duration.ofHours(24);

    private final History history;
    private final InstantSource clock;
    private final Troubles troubles;
    private final LinkedBlockingQueue<Consumer<History>> work =
            new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean closing;
    private Instant pruned = Instant.EPOCH;

    HistoryWriter(History history, InstantSource clock, Troubles troubles) {
        this.history = history;
        this.clock = clock;
        this.troubles = troubles;
        this.thread = Thread.ofPlatform().daemon().name("watchkeeper-history").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void append(TlsObservation observation) {
        put(h -> h.append(observation));
    }

    void append(HostObservation observation) {
        put(h -> h.append(observation));
    }

    /// Stores which checks of a supervision ran. Which of them count is worked out on the writing
    /// thread: it takes time linear in the fleet.
    void append(Observed seen, FleetSnapshot snapshot) {
        put(h -> h.append(seen, covering(seen, snapshot)));
    }

    private static Set<String> covering(Observed seen, FleetSnapshot snapshot) {
        return Coverage.of(snapshot).rows().stream()
                .flatMap(r -> r.covers().stream())
                .filter(c -> c.supervision().name().equals(seen.supervision().name()))
                .map(c -> c.check().id())
                .collect(Collectors.toSet());
    }

    /// Stores what is open now and tells since when.
    ///
    /// @param failed called when it could not be stored, so that it is tried again
    void findings(
            FleetSnapshot snapshot,
            List<Finding> open,
            Consumer<Map<FindingKey, Instant>> since,
            Runnable failed) {
        boolean queued =
                put(h -> {
                    try {
                        since.accept(h.findings(snapshot, open));
                    } catch (RuntimeException e) {
                        failed.run();
                        throw e;
                    }
                    prune(h, snapshot.fleet().thresholds().schedule().retention());
                });
        if (!queued) {
            failed.run();
        }
    }

    private boolean put(Consumer<History> task) {
        boolean queued = work.offer(task);
        if (!queued) {
            trouble("more observations than the disk can take; some were dropped");
        }
        return queued;
    }

    private void prune(History h, Duration retention) {
        if (Duration.between(pruned, clock.instant()).compareTo(PRUNE_EVERY) >= 0) {
            pruned = clock.instant();
            h.prune(retention);
        }
    }

    private void run() {
        while (!closing || !work.isEmpty()) {
            try {
                Consumer<History> task = work.poll(100, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.accept(history);
                    troubles.end("history");
                }
            } catch (InterruptedException _) {
                return;
            } catch (Throwable e) {
                // Out of memory or not: a history that stops without a word would look like calm.
                if (trouble(String.valueOf(e.getMessage()))) {
                    LOG.error("the history could not be written", e);
                }
            }
        }
    }

    private boolean trouble(String text) {
        return troubles.begin("history", "The history cannot be written", text, clock.instant());
    }

    /// Writes what waits, for a few seconds at most.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
