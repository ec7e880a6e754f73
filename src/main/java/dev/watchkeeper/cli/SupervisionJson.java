package dev.watchkeeper.cli;

import dev.watchkeeper.finding.FleetSnapshot.DrillState;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.SupervisionAnswers;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.finding.coverage.Gap;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.SupervisionObservation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is known of the supervision, as `supervision --json` prints it.
///
/// @param together the answers of all systems
record SupervisionJson(
        String schema,
        Instant takenAt,
        Optional<SupervisionAnswers> together,
        List<SystemJson> systems,
        List<RowJson> coverage) {
    static SupervisionJson of(Report report, Coverage coverage) {
        return new SupervisionJson(
                JsonText.SCHEMA,
                report.snapshot().takenAt(),
                SupervisionAnswers.of(report.snapshot(), report.findings(), coverage).together(),
                systems(report, coverage),
                coverage.rows().stream().map(RowJson::of).toList());
    }

    static List<SystemJson> systems(Report report, Coverage coverage) {
        var answers = SupervisionAnswers.of(report.snapshot(), report.findings(), coverage);
        List<Supervision> systems = report.snapshot().fleet().supervision();
        return IntStream.range(0, systems.size())
                .mapToObj(i -> SystemJson.of(report, answers.each().get(i), systems.get(i)))
                .toList();
    }

    /// A supervision system.
    ///
    /// @param latest the newest observation
    record SystemJson(
            String name,
            String kind,
            SupervisionAnswers answers,
            Optional<SupervisionObservation> latest,
            DrillState drills) {
        static SystemJson of(Report report, SupervisionAnswers answers, Supervision s) {
            SupervisionState state =
                    report.snapshot().supervision().getOrDefault(s.name(), SupervisionState.NEVER);
            return new SystemJson(
                    s.name(), s.kind().label(), answers, state.latest(), state.drills());
        }
    }

    /// An endpoint or host.
    ///
    /// @param checks as `supervision:host/service`
    record RowJson(String subject, List<String> checks, List<Gap> gaps) {
        static RowJson of(CoverageRow row) {
            return new RowJson(
                    row.subject().id(),
                    row.covers().stream()
                            .map(c -> c.supervision().name() + ":" + c.check().id())
                            .toList(),
                    row.gaps());
        }
    }
}
