package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.coverage.Cover;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.finding.coverage.Gap;
import dev.watchkeeper.finding.coverage.Subject;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Spans;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the rows of the table fleet × supervision. Pure. Takes time linear in endpoints, hosts and
/// checks.
final class CoverageLines {
    private static final int LONGEST = 400;
    private static final int MOST = 8;

    private final Map<FindingKey, Severity> severities = new HashMap<>();
    private final Map<String, Parsed> leaves = new HashMap<>();
    private final RenewalPolicies policies;

    private CoverageLines(Report report, RenewalPolicies policies) {
        this.policies = policies;
        for (Finding finding : report.findings()) {
            if (finding.kind() == FindingKind.SUPERVISION_GAP) {
                severities.put(finding.key(), finding.severity());
            }
        }
        report.snapshot()
                .endpoints()
                .values()
                .forEach(s ->
                        s.lastPresented()
                                .map(p -> p.leaf())
                                .filter(Parsed.class::isInstance)
                                .ifPresent(l ->
                                        leaves.putIfAbsent(
                                                s.latest().target().endpoint().id(), (Parsed) l)));
    }

    static List<CoverageLine> of(Report report, Coverage coverage, RenewalPolicies policies) {
        var lines = new CoverageLines(report, policies);
        return coverage.rows().stream().map(lines::line).toList();
    }

    private CoverageLine line(CoverageRow row) {
        return new CoverageLine(
                row,
                capped(row.subject().id()),
                verdict(row),
                capped(row.gaps().stream().map(Gap::text).collect(Collectors.joining("; "))),
                some(row.covers().stream().map(c -> c.check().id()).distinct().toList()),
                warns(row),
                told(row));
    }

    private Verdict verdict(CoverageRow row) {
        return row.gaps().stream()
                .findFirst()
                .map(g -> new Verdict(mark(row, g), CoverageLine.word(g.kind())))
                .orElseGet(() -> new Verdict(Mark.OK, "covered"));
    }

    private Mark mark(CoverageRow row, Gap gap) {
        var key = FindingKey.of(FindingKind.SUPERVISION_GAP, row.subject().id());
        return Optional.ofNullable(severities.get(key))
                .map(s -> Mark.of(s.label()))
                .orElse(gap.kind() == Gap.Kind.NOTHING_INSIDE ? Mark.LOW : Mark.MEDIUM);
    }

    /// `21 d / 30 d`: warned of with so much left, renewed with so much left.
    private String warns(CoverageRow row) {
        Optional<Duration> warned =
                row.covers().stream()
                        .map(c -> c.check().scope())
                        .flatMap(s -> warning(s).stream())
                        .max(Comparator.naturalOrder());
        return renewed(row)
                .map(r -> warned.map(Spans::words).orElse("never") + " / " + Spans.words(r))
                .or(() -> warned.map(Spans::words))
                .orElse("");
    }

    private static Optional<Duration> warning(Scope scope) {
        return scope.warning().or(scope::critical);
    }

    private Optional<Duration> renewed(CoverageRow row) {
        return row.subject() instanceof Subject.OfEndpoint(var endpoint)
                ? Optional.ofNullable(leaves.get(endpoint.id()))
                        .flatMap(l -> policies.of(endpoint, l))
                        .map(p -> p.due().leftWhenDue())
                : Optional.empty();
    }

    private static String told(CoverageRow row) {
        List<String> names =
                row.covers().stream()
                        .filter(c -> c.muted().isEmpty())
                        .map(Cover::check)
                        .flatMap(c -> c.telling().contacts().stream())
                        .distinct()
                        .toList();
        return names.isEmpty() ? "nobody" : some(names);
    }

    /// The first of them, and how many more there are.
    private static String some(List<String> texts) {
        Stream<String> first = texts.stream().limit(MOST).map(CoverageLines::capped);
        String words = first.collect(Collectors.joining(", "));
        return texts.size() > MOST
                ? "%s and %,d more".formatted(words, texts.size() - MOST)
                : words;
    }

    private static String capped(String text) {
        return VisibleText.capped(text, LONGEST);
    }
}
