package dev.watchkeeper.supervision;

import java.time.Duration;

/// A span of wall-clock time that began when this was made.
final class Limit {
    private final long end;

    private Limit(long end) {
        this.end = end;
    }

    static Limit of(Duration span) {
        return new Limit(System.nanoTime() + span.toNanos());
    }

    /// What is left; never negative.
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean isOver() {
        return left().isZero();
    }

    /// What is left, but no more than this.
    Duration atMost(Duration span) {
        Duration left = left();
        return left.compareTo(span) < 0 ? left : span;
    }

    /// Waits for a pace, or for what is left.
    void pause(Duration pace) throws InterruptedException {
        Thread.sleep(atMost(pace));
    }
}
