package dev.watchkeeper.tls;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many observations may be on their way at once: as many as this machine can serve without
/// making them wait for the processor, and no more.
///
/// A fixed number is wrong on both sides. Silent peers fill a small one for seconds each, and a
/// large one starves the healthy of CPU until their deadlines pass. So the limit follows what a
/// virtual thread waits between its start and its first instruction, which is the queue that a
/// deadline must not count: while somebody is kept waiting here, the limit grows by a tenth each
/// 20 ms as long as that queue is short, and shrinks by a tenth when it is long.
///
/// Enter before the deadline starts, from a virtual thread:
///
///     try (var _ = limit.enter()) {
///         observation = probe.observe(target, deadline);
///     }
public final class AdaptiveLimit implements AutoCloseable {
    private static final int FEWEST = 16;
    private static final long PERIOD_MILLIS = 20;
    private static final long SHORT_NANOS = 5_000_000;
    private static final long LONG_NANOS = 25_000_000;

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final ScheduledThreadPoolExecutor timer;
    private int limit;
    private int inside;
    private int waiting;
    private boolean measuring;

    /// @param most upper bound, for the sake of file descriptors; at least 16
    public AdaptiveLimit(int most) {
        if (most < FEWEST) {
            throw new IllegalArgumentException("at least " + FEWEST + " are allowed at once");
        }
        this.most = most;
        this.limit = Math.min(most, FEWEST * Runtime.getRuntime().availableProcessors());
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("adaptive-limit").daemon().factory());
    }

    /// Waits for room.
    public Permit enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting++;
            try {
                while (inside >= limit) {
                    measureSoon();
                    room.await();
                }
            } finally {
                waiting--;
            }
            inside++;
            return new Permit(this);
        } finally {
            lock.unlock();
        }
    }

    /// The limit as it is now.
    public int current() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inside--;
            if (inside < limit) {
                room.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void measureSoon() {
        if (!measuring && !timer.isShutdown()) {
            measuring = true;
            var _ = timer.schedule(this::measure, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void measure() {
        long started = System.nanoTime();
        Thread.ofVirtual().start(() -> adapt(System.nanoTime() - started));
    }

    private void adapt(long queuedNanos) {
        lock.lock();
        try {
            measuring = false;
            if (queuedNanos > LONG_NANOS) {
                limit = Math.max(FEWEST, limit - Math.max(1, limit / 10));
            } else if (queuedNanos < SHORT_NANOS) {
                limit = Math.min(most, limit + Math.max(1, limit / 10));
            }
            for (int i = inside; i < limit; i++) {
                room.signal();
            }
            if (waiting > 0) {
                measureSoon();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// The right to be inside; closing it leaves.
    public record Permit(AdaptiveLimit home) implements AutoCloseable {
        @Override
        public void close() {
            home.leave();
        }
    }
}
