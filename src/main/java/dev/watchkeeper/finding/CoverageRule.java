package dev.watchkeeper.finding;

import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.finding.coverage.Gap;
import dev.watchkeeper.finding.coverage.Subject;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What of the fleet the supervision would not notice or not tell: one finding each, under one that
/// counts them.
final class CoverageRule {
    private static final String ALL = "fleet";

    List<Finding> findings(Scene scene) {
        Coverage coverage = Coverage.of(scene.snapshot(), scene.policies());
        List<CoverageRow> rows = coverage.gaps();
        Optional<Observed> first = first(scene);
        if (rows.isEmpty() || first.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Finding>();
        Finding root = root(first.get(), rows, coverage.rows().size());
        found.add(root);
        rows.forEach(r -> found.add(of(first.get(), r).causedBy(root.key())));
        return found;
    }

    /// The one that should check what none checks.
    private static Optional<Observed> first(Scene scene) {
        return scene.fleet().supervision().stream()
                .flatMap(s ->
                        Optional.ofNullable(scene.snapshot().supervision().get(s.name())).stream())
                .flatMap(s -> s.lastObserved().stream())
                .findFirst();
    }

    private static Finding root(Observed observed, List<CoverageRow> rows, int all) {
        Map<Gap.Kind, Integer> counts = new LinkedHashMap<>();
        for (Gap.Kind kind : Gap.Kind.values()) {
            int count = (int) rows.stream().filter(r -> r.gaps().getFirst().kind() == kind).count();
            if (count > 0) {
                counts.put(kind, count);
            }
        }
        String words =
                counts.entrySet().stream()
                        .map(e ->
                                String.format(
                                        Locale.ROOT, "%,d %s", e.getValue(), words(e.getKey())))
                        .collect(Collectors.joining(", "));
        var draft =
                new Draft(FindingKind.SUPERVISION_GAP, ALL, worst(rows))
                        .title(
                                String.format(
                                        Locale.ROOT,
                                        "%,d of %,d endpoints and hosts would break unnoticed: %s",
                                        rows.size(),
                                        all,
                                        words))
                        .impact("Users find out first.");
        List<String> lines =
                rows.stream().map(r -> Served.shown(r.subject().id()) + ": " + texts(r)).toList();
        var evidence =
                new Evidence(
                        observed.supervision().name(),
                        "the fleet against what is checked",
                        Texts.lines(lines),
                        observed.observedAt());
        return new Finding.SupervisionFinding(
                draft.on(List.of(evidence)), observed.supervision(), Optional.of(observed));
    }

    private static Severity worst(List<CoverageRow> rows) {
        return rows.stream().map(CoverageRule::severity).min(Severity::compareTo).orElseThrow();
    }

    private static Severity severity(CoverageRow row) {
        boolean endpoint = row.subject() instanceof Subject.OfEndpoint;
        return switch (row.gaps().getFirst().kind()) {
            case NO_CHECK, NO_EXPIRY, MUTED -> endpoint ? Severity.HIGH : Severity.MEDIUM;
            case SOME_ADDRESSES, THRESHOLD -> Severity.MEDIUM;
            case NOTHING_INSIDE -> Severity.LOW;
        };
    }

    private static String words(Gap.Kind kind) {
        return switch (kind) {
            case NO_CHECK -> "not checked";
            case NO_EXPIRY -> "without expiry";
            case MUTED -> "heard by nobody";
            case SOME_ADDRESSES -> "not at every address";
            case THRESHOLD -> "warned of at the wrong time";
            case NOTHING_INSIDE -> "only asked whether they answer";
        };
    }

    private static String texts(CoverageRow row) {
        return row.gaps().stream().map(Gap::text).collect(Collectors.joining("; "));
    }

    private static Finding of(Observed observed, CoverageRow row) {
        Supervision supervision =
                row.covers().isEmpty()
                        ? observed.supervision()
                        : row.covers().getFirst().supervision();
        String id = row.subject().id();
        var draft =
                new Draft(FindingKind.SUPERVISION_GAP, id, severity(row))
                        .title(Served.shown(id) + ": " + texts(row))
                        .impact("It can break without anybody being paged.");
        List<String> lines =
                row.covers().isEmpty()
                        ? List.of("no check speaks of it")
                        : row.covers().stream()
                                .map(c ->
                                        "%s: %s %s"
                                                        .formatted(
                                                                c.check().id(),
                                                                c.check().scope().what(),
                                                                Served.shown(
                                                                        c.check()
                                                                                .scope()
                                                                                .command()))
                                                + c.muted().map(m -> ", " + m).orElse(""))
                                .toList();
        var evidence =
                new Evidence(
                        supervision.name(),
                        "checks of " + Served.shown(id),
                        Texts.lines(lines),
                        observed.observedAt());
        return new Finding.SupervisionFinding(
                draft.on(List.of(evidence)), supervision, Optional.of(observed));
    }
}
