package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.Switch;
import dev.watchkeeper.ui.fx.Mark;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether what breaks would be noticed: of all systems together, and what each has its part in.
/// Pure.
///
/// @param systems not empty
record Covering(Report report, Coverage coverage, List<Asked> systems) {
    /// Of all together.
    Answer answer() {
        Answer answer = off(systems).orElseGet(this::ofFleet);
        return answer.mark() == Mark.OK ? standing().orElse(answer) : answer;
    }

    /// What stands still checks nothing, whatever its configuration says.
    private Optional<Answer> standing() {
        return systems.stream()
                .filter(s -> s.alive().mark() == Mark.CRITICAL)
                .findFirst()
                .map(s ->
                        Answer.unknown(
                                "only on paper",
                                s.name()
                                        + " is configured to check what matters, and checks"
                                        + " nothing.",
                                s.alive().at()));
    }

    private Answer ofFleet() {
        Optional<Instant> at = oldest();
        if (!coverage.known()) {
            return systems.stream()
                    .flatMap(s -> s.notKnown().stream())
                    .findFirst()
                    .orElseGet(() -> Answer.unknown("not known", "Nothing is known yet.", at));
        }
        int all = coverage.rows().size();
        int gaps = coverage.gaps().size();
        if (gaps > 0) {
            return Answer.bad(
                    worst(),
                    "not %,d of %,d".formatted(gaps, all),
                    root().map(f -> f.statement().title() + ".")
                            .orElse("%,d of %,d would break unnoticed.".formatted(gaps, all)),
                    at.orElse(report.snapshot().takenAt()));
        }
        return systems.stream()
                .flatMap(s -> s.notKnown().stream())
                .findFirst()
                .orElseGet(() -> allOf(systems, all));
    }

    private static Answer allOf(List<Asked> systems, int rows) {
        Observed oldest =
                systems.stream()
                        .flatMap(s -> s.state().lastObserved().stream())
                        .min(Comparator.comparing(Observed::observedAt))
                        .orElseThrow();
        String reason =
                rows == 0
                        ? "The fleet file names neither endpoints nor hosts."
                        : "All %,d endpoints and hosts are checked for what matters."
                                .formatted(rows);
        return Answer.good(
                rows == 0 ? "nothing to cover" : "yes",
                reason,
                oldest.observedAt(),
                systems.getFirst().freshUntil(oldest));
    }

    private Optional<Instant> oldest() {
        return systems.stream()
                .flatMap(s -> s.state().lastObserved().stream())
                .map(Observed::observedAt)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Answer> off(List<Asked> systems) {
        return systems.stream().flatMap(s -> off(s).stream()).findFirst();
    }

    private static Optional<Answer> off(Asked asked) {
        return asked.state()
                .lastObserved()
                .filter(o -> o.status().checks() == Switch.OFF)
                .map(o ->
                        Answer.bad(
                                Mark.CRITICAL,
                                "no",
                                asked.name() + ": checks are switched off as a whole.",
                                o.observedAt()));
    }

    private Mark worst() {
        return root().map(f -> Mark.of(f.severity().label())).orElse(Mark.HIGH);
    }

    /// The finding that counts all gaps.
    private Optional<Finding> root() {
        return report.findings().stream()
                .filter(f -> f.kind() == FindingKind.SUPERVISION_GAP)
                .filter(f -> f.statement().cause().isEmpty())
                .findFirst();
    }

    /// Of one: how much of the fleet it looks at.
    Answer of(Asked asked) {
        return off(asked).or(asked::notKnown).orElseGet(() -> part(asked));
    }

    private Answer part(Asked asked) {
        Observed observed = asked.state().lastObserved().orElseThrow();
        List<CoverageRow> own =
                coverage.rows().stream().filter(r -> isBy(r, asked.supervision().name())).toList();
        long gaps = own.stream().filter(r -> !r.isCovered()).count();
        String word = "%,d of %,d".formatted(own.size(), coverage.rows().size());
        String reason =
                "%s looks at %s endpoints and hosts, %,d of them with something missing."
                        .formatted(asked.name(), word, gaps);
        return gaps > 0 || own.isEmpty()
                ? Answer.bad(Mark.MEDIUM, word, reason, observed.observedAt())
                : Answer.good(word, reason, observed.observedAt(), asked.freshUntil(observed));
    }

    private static boolean isBy(CoverageRow row, String name) {
        return row.covers().stream().anyMatch(c -> c.supervision().name().equals(name));
    }
}
