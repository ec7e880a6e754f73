package dev.watchkeeper.ssh;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Strikes at deadlines, on one platform thread that does nothing that could block: virtual threads
/// may be starved by whatever the attempts do.
final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    Watchdog() {
        clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("ssh-watchdog").factory());
        clock.setRemoveOnCancelPolicy(true);
        // Once it is closed everything has been ended: what comes late has nothing left to end.
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    Future<?> after(Duration delay, Runnable strike) {
        return clock.schedule(
                () -> Closing.quietly(strike::run), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
