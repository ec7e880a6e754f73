package dev.watchkeeper.monitor;

import dev.watchkeeper.monitor.Report.Part;
import dev.watchkeeper.monitor.Report.Progress;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What is being asked, and how far the cycle is. A cycle goes from the moment when something is
/// asked to the moment when nothing is. Safe for any thread.
final class Pending {
    private final Map<Asked, Waiting> pending = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final Tally hosts = new Tally();
    private final Tally endpoints = new Tally();
    private final Tally supervision = new Tally();

    /// A host's name could look like an endpoint's.
    private record Asked(Waiting.Kind kind, String id) {
        static Asked of(Waiting waiting) {
            return new Asked(waiting.kind(), waiting.id());
        }
    }

    /// How many of one kind.
    private static final class Tally {
        private int total;
        private int done;

        Part part() {
            return new Part(done, total);
        }
    }

    /// A unit joins the cycle.
    synchronized void expect(Unit unit) {
        if (isIdle()) {
            for (Tally tally : List.of(hosts, endpoints, supervision)) {
                tally.total = 0;
                tally.done = 0;
            }
        }
        of(unit).total++;
    }

    /// A unit has answered or was given up.
    synchronized void arrived(Unit unit) {
        of(unit).done++;
    }

    private Tally of(Unit unit) {
        return switch (unit) {
            case Unit.OfHost _ -> hosts;
            case Unit.OfEndpoint _ -> endpoints;
            case Unit.OfSupervision _ -> supervision;
        };
    }

    private boolean isIdle() {
        return Stream.of(hosts, endpoints, supervision).allMatch(t -> t.total == t.done);
    }

    void begin(Waiting waiting) {
        pending.put(Asked.of(waiting), waiting);
    }

    void end(Waiting waiting) {
        pending.remove(Asked.of(waiting));
    }

    /// An observation was given up, and its thread goes on.
    void lost() {
        lost.incrementAndGet();
    }

    void found() {
        lost.decrementAndGet();
    }

    /// @param abandoned remote operations that were given up elsewhere
    synchronized Progress progress(int abandoned, Map<String, Retry> retries) {
        boolean idle = isIdle();
        return new Progress(
                List.copyOf(pending.values()),
                idle ? Part.NONE : hosts.part(),
                idle ? Part.NONE : endpoints.part(),
                idle ? Part.NONE : supervision.part(),
                abandoned + lost.get(),
                retries);
    }
}
