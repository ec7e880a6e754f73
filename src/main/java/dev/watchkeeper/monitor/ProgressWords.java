package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.monitor.Report.Part;
import dev.watchkeeper.monitor.Report.Progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How far a cycle is, in the words of window and command line: `3/12 hosts, waiting for builder31
/// (24/30 s)`. The number after the last slash is the deadline at which it is given up.
public final class ProgressWords {
    private static final Duration NOTICED = Duration.ofSeconds(1);
    private static final Duration CLOCK = Duration.ofMinutes(2);

    private ProgressWords() {}

    /// Of a window: what is under way, else what is watched.
    public static String of(FleetSnapshot snapshot, Progress progress, Instant now) {
        String abandoned =
                progress.abandoned() == 0
                        ? ""
                        : " · %,d abandoned at %s deadline"
                                .formatted(
                                        progress.abandoned(),
                                        progress.abandoned() == 1 ? "its" : "their");
        return underWay(progress, now).orElseGet(() -> watched(snapshot)) + abandoned;
    }

    /// Empty when nothing is.
    public static Optional<String> underWay(Progress progress, Instant now) {
        if (progress.done() >= progress.total()) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        add(parts, progress.hosts(), "host");
        add(parts, progress.endpoints(), "endpoint");
        List<Waiting> noticed =
                progress.pending().stream()
                        .filter(w -> Duration.between(w.since(), now).compareTo(NOTICED) >= 0)
                        .toList();
        if (!noticed.isEmpty()) {
            String more = noticed.size() > 1 ? " and %,d more".formatted(noticed.size() - 1) : "";
            parts.add("waiting for " + waiting(noticed.getFirst(), now) + more);
        }
        return Optional.of(String.join(", ", parts));
    }

    private static void add(List<String> parts, Part part, String what) {
        if (part.total() > 0) {
            parts.add("%,d/%s".formatted(part.done(), count(part.total(), what)));
        }
    }

    private static String watched(FleetSnapshot snapshot) {
        return "watching %s and %s"
                .formatted(
                        count(snapshot.fleet().hosts().size(), "host"),
                        count(snapshot.fleet().endpoints().size(), "endpoint"));
    }

    private static String count(int number, String what) {
        return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }

    /// `builder31 (24/30 s)`, from two minutes on `builder31 (1:24/5:00 min)`.
    private static String waiting(Waiting waiting, Instant now) {
        Duration elapsed = Duration.between(waiting.since(), now);
        Duration limit = waiting.limit();
        return limit.compareTo(CLOCK) < 0
                ? "%s (%d/%s s)".formatted(waiting.id(), elapsed.toSeconds(), seconds(limit))
                : "%s (%s/%s min)".formatted(waiting.id(), clock(elapsed), clock(limit));
    }

    /// A limit below a second, too, is the one that holds.
    private static String seconds(Duration limit) {
        return limit.toMillis() % 1_000 == 0
                ? Long.toString(limit.toSeconds())
                : String.format(Locale.ROOT, "%.1f", limit.toMillis() / 1_000.0);
    }

    private static String clock(Duration span) {
        return "%d:%02d".formatted(span.toMinutes(), span.toSecondsPart());
    }
}
