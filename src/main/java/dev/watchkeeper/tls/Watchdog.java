package dev.watchkeeper.tls;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Closes what is still open at its deadline, from a thread of its own: the only thing that ends a
/// read from a peer that sends one byte a second.
final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("tls-watchdog").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /// Watches until the guard is closed.
    Guard guard(Closeable target, long nanos) {
        return new Guard(
                timer.schedule(
                        () -> closeQuietly(target), Math.max(0, nanos), TimeUnit.NANOSECONDS));
    }

    private static void closeQuietly(Closeable target) {
        try {
            target.close();
        } catch (IOException e) {
            // It is being given up; that its close failed too changes nothing for its reader.
            return;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    record Guard(Future<?> task) implements AutoCloseable {
        @Override
        public void close() {
            task.cancel(false);
        }
    }
}
