package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Ages;
import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.Headline;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.notify.Mute;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A report for a person: the verdict, then each finding with its symptoms.
final class ReportText {
    private static final int DEEPEST = 8;

    private final Report report;
    private final Terminal terminal;
    private final List<Mute> mutes;

    ReportText(Report report, Terminal terminal) {
        this(report, terminal, List.of());
    }

    /// @param mutes what is acknowledged or silenced
    ReportText(Report report, Terminal terminal, List<Mute> mutes) {
        this.report = report;
        this.terminal = terminal;
        this.mutes = List.copyOf(mutes);
    }

    /// @param evidence whether to print what was seen, too
    void print(boolean evidence) {
        terminal.line(Plain.of(Headline.of(report.snapshot(), report.findings())));
        for (Finding root : report.roots()) {
            terminal.line("");
            withSymptoms(root, 0, evidence);
        }
        terminal.line("");
        terminal.line(
                "%s and %s as of %s%s"
                        .formatted(
                                count(
                                        report.snapshot().endpoints().size(),
                                        "endpoint address",
                                        "es"),
                                count(report.snapshot().hosts().size(), "host", "s"),
                                report.snapshot().takenAt().truncatedTo(ChronoUnit.SECONDS),
                                reported()));
    }

    /// `; 12 of them read from prometheus, the oldest 40 s ago`; nothing where all were asked.
    private String reported() {
        var snapshot = report.snapshot();
        Map<String, List<Instant>> bySource = new TreeMap<>();
        snapshot.endpoints().values().stream()
                .flatMap(s -> s.lastReported().stream())
                .forEach(r -> add(r.source(), r.observedAt(), bySource));
        snapshot.hosts().values().stream()
                .flatMap(s -> s.lastReported().stream())
                .forEach(r -> add(r.source(), r.observedAt(), bySource));
        return bySource.entrySet().stream()
                .map(e ->
                        "; %d of them read from %s, the oldest %s ago"
                                .formatted(
                                        e.getValue().size(),
                                        Plain.of(e.getKey()),
                                        Ages.between(
                                                Collections.min(e.getValue()), snapshot.takenAt())))
                .collect(Collectors.joining());
    }

    private static void add(String source, Instant at, Map<String, List<Instant>> bySource) {
        bySource.computeIfAbsent(source, _ -> new ArrayList<>()).add(at);
    }

    private static String count(int n, String one, String plural) {
        return n + " " + one + (n == 1 ? "" : plural);
    }

    /// Symptoms have symptoms: processes wait on the mount that the runs wait for.
    private void withSymptoms(Finding f, int depth, boolean evidence) {
        finding(f, "    ".repeat(depth), evidence);
        if (depth < DEEPEST) {
            report.symptomsOf(f.key()).forEach(s -> withSymptoms(s, depth + 1, evidence));
        }
    }

    private void finding(Finding f, String indent, boolean evidence) {
        String severity = f.severity().label().toUpperCase(Locale.ROOT);
        terminal.line("%s%-8s  %s".formatted(indent, severity, Plain.of(f.statement().title())));
        String impact = Plain.of(f.statement().impact());
        if (!impact.isEmpty()) {
            terminal.line(indent + "          " + impact);
        }
        terminal.line(indent + "          " + f.key() + since(f.key()));
        Instant now = report.snapshot().takenAt();
        mutes.stream()
                .filter(m -> m.covers(f.key().value(), now))
                .forEach(m -> terminal.line(indent + "          " + MutesCommand.words(m)));
        if (evidence) {
            f.statement().evidence().forEach(e -> evidence(e, indent + "          "));
        }
    }

    private String since(FindingKey key) {
        Instant now = report.snapshot().takenAt();
        return Optional.ofNullable(report.since().get(key))
                .filter(s -> s.plusSeconds(60).isBefore(now))
                .map(s -> "  open for " + Ages.between(s, now))
                .orElse("");
    }

    private void evidence(Evidence e, String indent) {
        String age = Ages.between(e.at(), report.snapshot().takenAt());
        terminal.line(
                "%s%s, %s, %s ago:"
                        .formatted(indent, Plain.of(e.source()), Plain.of(e.what()), age));
        terminal.line(Plain.indented(e.text(), indent + "  "));
    }
}
