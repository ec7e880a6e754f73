package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.SupervisionFinding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.monitor.Report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// All that the screen shows of a report. Pure; takes time linear in endpoints, hosts and checks.
///
/// @param together the answers of all systems; empty where the fleet has none
/// @param systems in the order of the fleet file
record Watch(
        Report report,
        Coverage coverage,
        Optional<Answers> together,
        List<SystemLine> systems,
        List<CoverageLine> lines) {
    Watch {
        systems = List.copyOf(systems);
        lines = List.copyOf(lines);
    }

    static Watch of(Report report) {
        List<Asked> asked = asked(report);
        if (asked.isEmpty()) {
            return new Watch(
                    report, new Coverage(List.of(), false), Optional.empty(), List.of(), List.of());
        }
        var policies = RenewalPolicies.of(report.snapshot());
        Coverage coverage = Coverage.of(report.snapshot(), policies);
        var covering = new Covering(report, coverage, asked);
        var each = new ArrayList<Answers>();
        var systems = new ArrayList<SystemLine>();
        for (Asked one : asked) {
            var answers = new Answers(one.alive(), covering.of(one), one.pages());
            each.add(answers);
            systems.add(SystemLine.of(one, answers));
        }
        var together =
                new Answers(
                        Answers.worst(each, Answers::alive),
                        covering.answer(),
                        Answers.worst(each, Answers::pages));
        return new Watch(
                report,
                coverage,
                Optional.of(together),
                systems,
                CoverageLines.of(report, coverage, policies));
    }

    private static List<Asked> asked(Report report) {
        Duration staleAfter = report.snapshot().fleet().thresholds().schedule().staleAfter();
        Map<String, List<Finding>> findings =
                report.findings().stream()
                        .filter(f -> f.kind() != FindingKind.SUPERVISION_GAP)
                        .filter(SupervisionFinding.class::isInstance)
                        .collect(
                                Collectors.groupingBy(
                                        f -> ((SupervisionFinding) f).supervision().name()));
        return report.snapshot().fleet().supervision().stream()
                .map(s ->
                        new Asked(
                                s,
                                state(report, s),
                                findings.getOrDefault(s.name(), List.of()),
                                staleAfter))
                .toList();
    }

    private static SupervisionState state(Report report, Supervision supervision) {
        return report.snapshot()
                .supervision()
                .getOrDefault(supervision.name(), SupervisionState.NEVER);
    }
}
