package dev.watchkeeper.monitor;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/// How many observations run at a time.
///
/// A place is held only while the observation is likely to be working. One that has not come back
/// after [#LINGER_NANOS] is most likely waiting for a silent peer: its place goes to another, so
/// that targets that never answer do not hold up those that do. When healthy answers themselves
/// become slow the machine is what is slow, and no more places are given away. Waiting for a place
/// counts against no deadline. Safe for any thread.
final class AdaptiveLimit {
    private static final long LINGER_NANOS = 400_000_000;
    private static final long SLOW_NANOS = 600_000_000;

    private final int places;
    private final int mostLingering;
    private final Queue<Ticket> waiting = new ArrayDeque<>();
    private final Queue<Ticket> working = new ArrayDeque<>();
    private final Set<Ticket> lingering = new HashSet<>();
    private double answerNanos;
    private int held;

    /// @param places how many work at a time
    /// @param mostLingering how many more may wait for silent peers
    AdaptiveLimit(int places, int mostLingering) {
        this.places = places;
        this.mostLingering = mostLingering;
    }

    /// Starts the ticket's work now, or when there is a place.
    void enter(Ticket ticket) {
        synchronized (this) {
            waiting.add(ticket);
        }
        admit(System.nanoTime());
    }

    /// Gives the place back.
    ///
    /// @param answered whether the peer answered, so that the time it took tells how fast we are
    void leave(Ticket ticket, boolean answered) {
        long now = System.nanoTime();
        synchronized (this) {
            if (!lingering.remove(ticket) && working.remove(ticket)) {
                held--;
            }
            if (answered) {
                answerNanos += (now - ticket.begun - answerNanos) / 16;
            }
        }
        admit(now);
    }

    /// Moves those that linger out of the way; the timer calls it.
    void tick(long now) {
        synchronized (this) {
            while (mayLinger(now)) {
                Ticket slow = working.remove();
                held--;
                lingering.add(slow);
            }
        }
        admit(now);
    }

    private boolean mayLinger(long now) {
        Ticket oldest = working.peek();
        return oldest != null
                && !waiting.isEmpty()
                && answerNanos < SLOW_NANOS
                && lingering.size() < mostLingering
                && now - oldest.begun > LINGER_NANOS;
    }

    private void admit(long now) {
        Ticket next = next(now);
        while (next != null) {
            next.start.accept(next);
            next = next(now);
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Ticket next(long now) {
        if (held >= places) {
            return null;
        }
        Ticket next = waiting.poll();
        if (next != null) {
            held++;
            next.begun = now;
            working.add(next);
        }
        return next;
    }

    /// A place that is wanted or held.
    static final class Ticket {
        private final Consumer<Ticket> start;
        private long begun;

        /// @param start begins the work; must not block
        Ticket(Consumer<Ticket> start) {
            this.start = start;
        }
    }
}
