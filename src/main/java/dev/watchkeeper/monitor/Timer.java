package dev.watchkeeper.monitor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The one timer. What it runs must not block.
final class Timer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("watchkeeper-timer").factory());
    private final Runnable tick;
    private volatile long lastTick = System.nanoTime();

    Timer(Runnable tick) {
        this.tick = tick;
    }

    void start(Duration every) {
        var _ = executor.scheduleAtFixedRate(this::tick, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    void later(Duration pause, Runnable what) {
        try {
            var _ = executor.schedule(what, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            // Closed meanwhile: nobody waits for it any more.
        }
    }

    /// How long ago the last tick went well.
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastTick);
    }

    private void tick() {
        try {
            tick.run();
            lastTick = System.nanoTime();
        } catch (Throwable e) {
            // A thrown tick would end the timer without a word.
            LOG.error("the scheduler failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
