package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.finding.SupervisionAnswers;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.monitor.Report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that the screen shows of a report. Pure; takes time linear in endpoints, hosts and checks.
///
/// @param together the answers of all systems; empty where the fleet has none
/// @param systems in the order of the fleet file
record Watch(
        Report report,
        Coverage coverage,
        Optional<SupervisionAnswers> together,
        List<SystemLine> systems,
        List<CoverageLine> lines) {
    Watch {
        systems = List.copyOf(systems);
        lines = List.copyOf(lines);
    }

    static Watch of(Report report) {
        FleetSnapshot snapshot = report.snapshot();
        List<Supervision> supervision = snapshot.fleet().supervision();
        if (supervision.isEmpty()) {
            return new Watch(
                    report, new Coverage(List.of(), false), Optional.empty(), List.of(), List.of());
        }
        var policies = RenewalPolicies.of(snapshot);
        Coverage coverage = Coverage.of(snapshot, policies);
        var answers = SupervisionAnswers.of(snapshot, report.findings(), coverage);
        var systems = new ArrayList<SystemLine>();
        for (int i = 0; i < supervision.size(); i++) {
            Supervision one = supervision.get(i);
            systems.add(
                    SystemLine.of(
                            one, state(report, one), report.findings(), answers.each().get(i)));
        }
        return new Watch(
                report,
                coverage,
                answers.together(),
                systems,
                CoverageLines.of(report, coverage, policies));
    }

    private static SupervisionState state(Report report, Supervision supervision) {
        return report.snapshot()
                .supervision()
                .getOrDefault(supervision.name(), SupervisionState.NEVER);
    }
}
