package dev.watchkeeper.finding;

import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.Switch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether what breaks would be noticed: of all systems together, and what each has its part in.
/// Pure.
///
/// @param systems not empty
record CoveringAnswer(
        FleetSnapshot snapshot,
        List<Finding> findings,
        Coverage coverage,
        List<AskedSupervision> systems) {
    /// Of all together.
    SupervisionAnswer answer() {
        SupervisionAnswer answer = off(systems).orElseGet(this::ofFleet);
        return answer.severity().isEmpty() ? standing().orElse(answer) : answer;
    }

    /// What stands still checks nothing, whatever its configuration says.
    private Optional<SupervisionAnswer> standing() {
        return systems.stream()
                .filter(s -> s.alive().severity().equals(Optional.of(Severity.CRITICAL)))
                .findFirst()
                .map(s ->
                        SupervisionAnswer.unknown(
                                "only on paper",
                                s.name()
                                        + " is configured to check what matters, and checks"
                                        + " nothing.",
                                s.alive().at()));
    }

    private SupervisionAnswer ofFleet() {
        Optional<Instant> at = oldest();
        if (!coverage.known()) {
            return systems.stream()
                    .flatMap(s -> s.notKnown().stream())
                    .findFirst()
                    .orElseGet(() ->
                            SupervisionAnswer.unknown("not known", "Nothing is known yet.", at));
        }
        int all = coverage.rows().size();
        int gaps = coverage.gaps().size();
        if (gaps > 0) {
            return SupervisionAnswer.bad(
                    worst(),
                    "not %,d of %,d".formatted(gaps, all),
                    root().map(f -> f.statement().title() + ".")
                            .orElse("%,d of %,d would break unnoticed.".formatted(gaps, all)),
                    at.orElse(snapshot.takenAt()));
        }
        return systems.stream()
                .flatMap(s -> s.notKnown().stream())
                .findFirst()
                .orElseGet(() -> allOf(systems, all));
    }

    private static SupervisionAnswer allOf(List<AskedSupervision> systems, int rows) {
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
        return SupervisionAnswer.good(
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

    private static Optional<SupervisionAnswer> off(List<AskedSupervision> systems) {
        return systems.stream().flatMap(s -> off(s).stream()).findFirst();
    }

    private static Optional<SupervisionAnswer> off(AskedSupervision asked) {
        return asked.state()
                .lastObserved()
                .filter(o -> o.status().checks() == Switch.OFF)
                .map(o ->
                        SupervisionAnswer.bad(
                                Severity.CRITICAL,
                                "no",
                                asked.name() + ": checks are switched off as a whole.",
                                o.observedAt()));
    }

    private Severity worst() {
        return root().map(Finding::severity).orElse(Severity.HIGH);
    }

    /// The finding that counts all gaps.
    private Optional<Finding> root() {
        return findings.stream()
                .filter(f -> f.kind() == FindingKind.SUPERVISION_GAP)
                .filter(f -> f.statement().cause().isEmpty())
                .findFirst();
    }

    /// Of one: how much of the fleet it looks at.
    SupervisionAnswer of(AskedSupervision asked) {
        return off(asked).or(asked::notKnown).orElseGet(() -> part(asked));
    }

    private SupervisionAnswer part(AskedSupervision asked) {
        Observed observed = asked.state().lastObserved().orElseThrow();
        List<CoverageRow> own =
                coverage.rows().stream().filter(r -> isBy(r, asked.supervision().name())).toList();
        long gaps = own.stream().filter(r -> !r.isCovered()).count();
        String word = "%,d of %,d".formatted(own.size(), coverage.rows().size());
        String reason =
                "%s looks at %s endpoints and hosts, %,d of them with something missing."
                        .formatted(asked.name(), word, gaps);
        return gaps > 0 || own.isEmpty()
                ? SupervisionAnswer.bad(Severity.MEDIUM, word, reason, observed.observedAt())
                : SupervisionAnswer.good(
                        word, reason, observed.observedAt(), asked.freshUntil(observed));
    }

    private static boolean isBy(CoverageRow row, String name) {
        return row.covers().stream().anyMatch(c -> c.supervision().name().equals(name));
    }
}
