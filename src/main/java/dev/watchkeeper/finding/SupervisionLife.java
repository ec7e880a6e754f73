package dev.watchkeeper.finding;

import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Daemon;
import dev.watchkeeper.supervision.Daemon.Life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a supervision makes progress. A fresh file or page proves nothing by itself: what counts
/// is whether checks are run when they are due.
final class SupervisionLife {
    /// Both write every few seconds; Prometheus evaluates each minute where nothing else is set.
    private static final Duration FRESH = Duration.ofMinutes(2);

    private static final double MOST = 0.5;
    private static final double SOME = 0.1;

    private final Watcher watcher;
    private final Daemon daemon;
    private final List<Check> active;
    private final List<Check> overdue;

    private SupervisionLife(Watcher watcher) {
        this.watcher = watcher;
        daemon = watcher.status().daemon();
        active = watcher.status().services().stream().filter(c -> c.timing().active()).toList();
        overdue = OverdueChecks.of(watcher.status());
    }

    static Optional<Finding> of(Watcher watcher) {
        return new SupervisionLife(watcher).finding();
    }

    private Optional<Finding> finding() {
        Optional<String> stands =
                process()
                        .or(this::silence)
                        .or(() -> share() >= MOST ? standing() : Optional.empty());
        if (stands.isPresent()) {
            return Optional.of(
                    finding(
                            Severity.CRITICAL,
                            stands.get(),
                            "It notices nothing, and pages nobody, whatever its page shows."));
        }
        return share() >= SOME
                ? Optional.of(
                        finding(
                                Severity.HIGH,
                                "falls behind: " + overdueWords(),
                                "What these checks would notice is noticed late."))
                : Optional.empty();
    }

    private Optional<String> process() {
        String pid = daemon.pid().isPresent() ? " (pid " + daemon.pid().getAsLong() + ")" : "";
        return switch (daemon.life()) {
            case STOPPED -> Optional.of("is stopped by a signal" + pid);
            case GONE -> Optional.of("does not run" + pid);
            case BLOCKED -> Optional.of("is blocked in the kernel" + pid).filter(_ -> isStale());
            case RUNNING, UNKNOWN -> Optional.empty();
        };
    }

    private Optional<String> silence() {
        return daemon.writtenAt()
                .filter(_ -> isStale())
                .map(w ->
                        (daemon.life() == Life.RUNNING
                                        ? "runs, but makes no progress"
                                        : "is silent")
                                + ": nothing written for "
                                + Ages.of(watcher.age(w)));
    }

    private boolean isStale() {
        return daemon.writtenAt().filter(w -> watcher.age(w).compareTo(FRESH) > 0).isPresent();
    }

    private Optional<String> standing() {
        return Optional.of("makes no progress: " + overdueWords());
    }

    private String overdueWords() {
        return Watcher.share(overdue.size(), active.size()) + " checks are overdue";
    }

    private double share() {
        return active.isEmpty() ? 0 : (double) overdue.size() / active.size();
    }

    private Finding finding(Severity severity, String words, String impact) {
        var draft =
                watcher.draft(FindingKind.SUPERVISION_DEAD, severity)
                        .title(watcher.name() + " " + words)
                        .impact(impact);
        var evidence = new ArrayList<Evidence>();
        evidence.add(watcher.evidence("its process and what it writes", daemonLines()));
        if (!overdue.isEmpty()) {
            evidence.add(watcher.some("overdue checks", overdue, this::lateness));
        }
        return watcher.finding(draft, evidence);
    }

    private String lateness(Check check) {
        String last =
                check.timing()
                        .last()
                        .map(l -> "last run " + Ages.of(watcher.age(l)) + " ago")
                        .orElse("never run");
        return last
                + check.timing()
                        .next()
                        .map(n -> ", was due " + Ages.of(watcher.age(n)) + " ago")
                        .orElse("");
    }

    private String daemonLines() {
        var lines = new ArrayList<String>();
        lines.add(
                watcher.supervision().kind().title()
                        + (daemon.version().isEmpty() ? "" : " " + daemon.version())
                        + ": "
                        + daemon.life().name().toLowerCase(java.util.Locale.ROOT)
                        + (daemon.pid().isPresent() ? ", pid " + daemon.pid().getAsLong() : ""));
        daemon.startedAt().ifPresent(s -> lines.add("started " + Ages.of(watcher.age(s)) + " ago"));
        daemon.writtenAt()
                .ifPresent(w ->
                        lines.add(
                                "%s says it was written %s ago"
                                        .formatted(daemon.stateFile(), Ages.of(watcher.age(w)))));
        lines.add(overdueWords());
        return Texts.lines(lines);
    }
}
