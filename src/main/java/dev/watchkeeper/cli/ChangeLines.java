package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.notify.Notifier.Standing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Prints a line for each finding that opens, changes its severity or ends, as a log wants it. Used
/// by one thread.
final class ChangeLines implements Consumer<Report> {
    private final Terminal terminal;
    private final Supplier<Standing> standing;
    private Map<FindingKey, Severity> known = new HashMap<>();
    private Standing said = Standing.NOT_YET;

    /// @param standing what the console does about notifications
    ChangeLines(Terminal terminal, Supplier<Standing> standing) {
        this.terminal = terminal;
        this.standing = standing;
    }

    @Override
    public void accept(Report report) {
        standing(standing.get());
        if (!report.answered()) {
            return;
        }
        Instant now = report.snapshot().takenAt();
        var ended = new HashSet<>(known.keySet());
        Map<FindingKey, Severity> next = new HashMap<>();
        for (Finding f : report.findings()) {
            ended.remove(f.key());
            next.put(f.key(), f.severity());
            Severity before = known.get(f.key());
            if (before != f.severity()) {
                line(now, before == null ? "open" : "changed", f);
            }
        }
        List<FindingKey> over = ended.stream().sorted().toList();
        over.forEach(k -> line(now, "ended     " + k));
        known = next;
        terminal.out().flush();
    }

    private void line(Instant now, String word, Finding f) {
        String cause = f.statement().cause().map(c -> "  (comes of " + c + ")").orElse("");
        line(
                now,
                "%-8s  %-8s  %s  %s%s"
                        .formatted(
                                word,
                                f.severity().label().toUpperCase(Locale.ROOT),
                                f.key(),
                                Plain.of(f.statement().title()),
                                cause));
    }

    private void line(Instant now, String text) {
        terminal.line(now.truncatedTo(ChronoUnit.SECONDS) + "  " + text);
    }

    private void standing(Standing now) {
        if (now != said) {
            said = now;
            switch (now) {
                case NOT_YET -> {}
                case NOBODY_TO_TELL ->
                        terminal.line("The fleet file names nobody to tell ('notify').");
                case DELIVERS -> terminal.line("This console delivers the notifications.");
                case ANOTHER_DELIVERS ->
                        terminal.line(
                                "Another console of this user delivers the notifications; this one"
                                        + " takes over when that one ends.");
            }
            terminal.out().flush();
        }
    }
}
