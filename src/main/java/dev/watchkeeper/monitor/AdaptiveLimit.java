package dev.watchkeeper.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/// How many observations run at a time: as many as this machine can serve without making them wait
/// for the processor, and no more.
///
/// A fixed number is wrong on both sides. Silent peers fill a small one for seconds each, and a
/// large one starves the healthy of CPU until their deadlines pass. So the number follows what a
/// virtual thread waits between its alarm and its first instruction: while something waits here, it
/// grows by a tenth each 20 ms as long as that wait is short, and shrinks by a tenth when it is
/// long. Waiting for a place counts against no deadline. Safe for any thread.
final class AdaptiveLimit {
    private static final int FEWEST = 16;
    private static final Duration PERIOD = Duration.ofMillis(20);
    private static final long SHORT_NANOS = 5_000_000;
    private static final long LONG_NANOS = 25_000_000;

    private final int most;
    private final LongSupplier lateness;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int limit;
    private int inside;
    private boolean measuring;

    /// @param most upper bound, for the sake of file descriptors and of the peers; at least 16
    AdaptiveLimit(int most) {
        this(most, AdaptiveLimit::sleepLate);
    }

    /// @param lateness waits for a moment and tells by how many nanoseconds it was longer; on a
    ///   virtual thread
    AdaptiveLimit(int most, LongSupplier lateness) {
        this.lateness = lateness;
        if (most < FEWEST) {
            throw new IllegalArgumentException("at least " + FEWEST + " are allowed at once");
        }
        this.most = most;
        this.limit = Math.min(most, FEWEST * Runtime.getRuntime().availableProcessors());
    }

    /// Starts work now, or when there is a place.
    ///
    /// @param start begins the work; must not block
    void enter(Runnable start) {
        synchronized (this) {
            waiting.add(start);
        }
        admit();
    }

    /// Gives a place back.
    void leave() {
        synchronized (this) {
            inside--;
        }
        admit();
    }

    /// How many may run at a time just now.
    synchronized int current() {
        return limit;
    }

    private void admit() {
        Runnable next = next();
        while (next != null) {
            next.run();
            next = next();
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Runnable next() {
        if (inside >= limit) {
            if (!waiting.isEmpty() && !measuring) {
                measuring = true;
                Thread.startVirtualThread(this::measure);
            }
            return null;
        }
        Runnable next = waiting.poll();
        if (next != null) {
            inside++;
        }
        return next;
    }

    private void measure() {
        do {
            adapt(lateness.getAsLong());
            admit();
        } while (goesOn());
    }

    private static long sleepLate() {
        long alarm = System.nanoTime() + PERIOD.toNanos();
        try {
            Thread.sleep(PERIOD);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime() - alarm;
    }

    private synchronized void adapt(long lateNanos) {
        int step = Math.max(1, limit / 10);
        if (lateNanos > LONG_NANOS) {
            limit = Math.max(FEWEST, limit - step);
        } else if (lateNanos < SHORT_NANOS) {
            limit = Math.min(most, limit + step);
        }
    }

    private synchronized boolean goesOn() {
        measuring = !waiting.isEmpty();
        return measuring;
    }
}
