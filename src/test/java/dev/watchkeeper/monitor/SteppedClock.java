package dev.watchkeeper.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A wall clock that stands until it is set.
final class SteppedClock implements InstantSource {
    private volatile Instant now;

    SteppedClock(Instant start) {
        now = start;
    }

    void step(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
