package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.supervision.DrillResult;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What window, command line and remedies need of the engine.
public interface Engine {
    /// The newest report; never blocks.
    Report latest();

    /// How far the cycle is at this moment, which a report only tells of its own; never blocks.
    default Report.Progress progress() {
        return latest().progress();
    }

    /// Calls the listener with every new report, on the engine's threads, in order. Closing the
    /// handle ends it.
    AutoCloseable listen(Consumer<Report> listener);

    /// Asks everything now, whatever the schedule says. Completes with the report when all have
    /// answered or ended at their deadline.
    CompletableFuture<Report> refreshAll();

    /// Observes again just what these findings were about, from outside and on fresh connections,
    /// and completes with the report after it.
    CompletableFuture<Report> verify(Set<FindingKey> findings);

    /// Tells what came of a drill; the next report knows of it.
    default void drilled(DrillResult result) {
        throw new UnsupportedOperationException("drills are not followed here");
    }
}
