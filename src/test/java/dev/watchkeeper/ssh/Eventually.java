package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits for what becomes true by itself.
final class Eventually {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Eventually() {}

    static void holds(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        var never = new CountDownLatch(1);
        while (!condition.getAsBoolean() && System.nanoTime() - start < LIMIT_NANOS) {
            assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
