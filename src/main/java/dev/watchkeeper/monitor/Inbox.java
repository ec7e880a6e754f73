package dev.watchkeeper.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What has happened and is not yet published, in order. Any thread puts; one takes.
final class Inbox {
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

    void put(Event event) {
        events.add(event);
    }

    /// Waits for an event, at most so long; an empty list when none came.
    List<Event> await(Duration most) throws InterruptedException {
        Event first = events.poll(most.toNanos(), TimeUnit.NANOSECONDS);
        return first == null ? List.of() : List.of(first);
    }

    /// All that is there now.
    List<Event> drain() {
        var all = new ArrayList<Event>();
        events.drainTo(all);
        return all;
    }
}
