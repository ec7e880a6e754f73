package dev.watchkeeper.tls;

import java.time.Duration;

/// A point on the monotonic clock at which everything must be over.
record Deadline(long startNanos, long endNanos, Duration limit) {
    static Deadline in(Duration limit) {
        long now = System.nanoTime();
        return new Deadline(now, now + limit.toNanos(), limit);
    }

    long remainingNanos() {
        return endNanos - System.nanoTime();
    }

    boolean passed() {
        return remainingNanos() <= 0;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /// `5 s` or `300 ms`.
    String inWords() {
        long millis = limit.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
