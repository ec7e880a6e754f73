package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Spans;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// How far a cycle is, in words: `3/12, waiting for builder31 (24/30 s)`.
final class ProgressWords {
    private static final Duration NOTICED = Duration.ofSeconds(1);

    private ProgressWords() {}

    static String of(Report report, Instant now) {
        Report.Progress progress = report.progress();
        if (progress.total() == 0 || progress.done() >= progress.total()) {
            return idle(report.snapshot(), progress);
        }
        String done = progress.done() + "/" + progress.total() + " answered";
        return longest(progress)
                        .filter(e -> Duration.between(e.getValue(), now).compareTo(NOTICED) >= 0)
                        .map(e -> done + ", waiting for " + waiting(e, report.snapshot(), now))
                        .orElse(done)
                + abandoned(progress);
    }

    private static String idle(FleetSnapshot snapshot, Report.Progress progress) {
        int watched = snapshot.fleet().endpoints().size() + snapshot.fleet().hosts().size();
        return "watching %,d targets%s".formatted(watched, abandoned(progress));
    }

    private static String abandoned(Report.Progress progress) {
        return progress.abandoned() == 0
                ? ""
                : " · " + progress.abandoned() + " abandoned at their deadline";
    }

    private static Optional<Map.Entry<String, Instant>> longest(Report.Progress progress) {
        return progress.pending().entrySet().stream()
                .min(
                        Map.Entry.<String, Instant>comparingByValue(Comparator.naturalOrder())
                                .thenComparing(Map.Entry.comparingByKey()));
    }

    private static String waiting(
            Map.Entry<String, Instant> pending, FleetSnapshot snapshot, Instant now) {
        var schedule = snapshot.fleet().thresholds().schedule();
        Duration limit =
                snapshot.fleet().host(pending.getKey()).isPresent()
                        ? schedule.hostDeadline()
                        : schedule.tlsDeadline();
        long elapsed = Duration.between(pending.getValue(), now).toSeconds();
        return pending.getKey() + " (" + elapsed + "/" + Spans.words(limit) + ")";
    }
}
