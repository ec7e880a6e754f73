package dev.watchkeeper.monitor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Publishes reports on a thread of its own, coalesced: what happens within a moment makes one
/// report, and the dearer a report is the rarer it comes, so that ten thousand answers do not cost
/// ten thousand evaluations.
final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /// At most one part in so many of the time goes into making reports.
    private static final int SHARE = 8;

    private static final long SLICE_NANOS = 20_000_000;

    private final Inbox inbox;
    private final Rounds rounds;
    private final Tempo tempo;
    private final BiFunction<Report, List<Event>, Report> next;
    private final List<Consumer<Report>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Report latest;
    private long lastBegan;
    private long lastTook;

    Publisher(
            Report first,
            Inbox inbox,
            Rounds rounds,
            Tempo tempo,
            BiFunction<Report, List<Event>, Report> next) {
        this.latest = first;
        this.inbox = inbox;
        this.rounds = rounds;
        this.tempo = tempo;
        this.next = next;
        this.lastBegan = System.nanoTime() - tempo.gap().toNanos();
        this.thread = Thread.ofPlatform().daemon().name("watchkeeper-reports").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Report latest() {
        return latest;
    }

    AutoCloseable listen(Consumer<Report> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                publish(gather());
            } catch (InterruptedException _) {
                return;
            } catch (Throwable e) {
                // Reports must go on, out of memory or not.
                LOG.error("a report could not be made", e);
            }
        }
    }

    /// What has happened by the time when the next report may be made. An answer that somebody
    /// waits for is not held up by the dearness of reports.
    private List<Event> gather() throws InterruptedException {
        var taken = new ArrayList<Event>();
        take(inbox.await(tempo.heartbeat()), taken);
        long soon = lastBegan + tempo.gap().toNanos();
        long rested = lastBegan + Math.max(tempo.gap().toNanos(), SHARE * lastTook);
        long left = rested - System.nanoTime();
        while (left > 0) {
            Thread.sleep(Duration.ofNanos(Math.min(SLICE_NANOS, left)));
            take(inbox.drain(), taken);
            left = (rounds.isAnyComplete() ? soon : rested) - System.nanoTime();
        }
        take(inbox.drain(), taken);
        return taken;
    }

    private void take(List<Event> more, List<Event> taken) {
        for (Event event : more) {
            if (event instanceof Event.Done done) {
                rounds.done(done);
            }
        }
        taken.addAll(more);
    }

    private void publish(List<Event> events) {
        lastBegan = System.nanoTime();
        Report report = next.apply(latest, events);
        latest = report;
        lastTook = System.nanoTime() - lastBegan;
        listeners.forEach(l -> tell(l, report));
        rounds.complete().forEach(f -> f.complete(report));
    }

    private static void tell(Consumer<Report> listener, Report report) {
        try {
            listener.accept(report);
        } catch (RuntimeException e) {
            LOG.error("a listener failed", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
