package dev.watchkeeper.monitor;

import dev.watchkeeper.monitor.Report.Progress;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What is being asked, and how far the cycle is. A cycle goes from the moment when something is
/// asked to the moment when nothing is. Safe for any thread.
final class Pending {
    private final Map<String, Instant> pending = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();
    private int total;
    private int done;

    /// A unit joins the cycle.
    synchronized void expect() {
        if (total == done) {
            total = 0;
            done = 0;
        }
        total++;
    }

    /// A unit has answered or was given up.
    synchronized void arrived() {
        done++;
    }

    void begin(String id, Instant at) {
        pending.put(id, at);
    }

    void end(String id) {
        pending.remove(id);
    }

    /// An observation was given up, and its thread goes on.
    void lost() {
        lost.incrementAndGet();
    }

    void found() {
        lost.decrementAndGet();
    }

    /// @param abandoned remote operations that were given up elsewhere
    synchronized Progress progress(int abandoned) {
        boolean idle = total == done;
        return new Progress(pending, idle ? 0 : done, idle ? 0 : total, abandoned + lost.get());
    }
}
