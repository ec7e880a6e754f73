package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.monitor.Report;

import java.util.List;
import java.util.Optional;

/// Ends what a job left over, with what came of it: its process groups, and the mounts in its
/// folder that are dead then.
final class LeftoverPlans {
    private LeftoverPlans() {}

    static List<RemedyPlan> of(ProcessFinding finding, Report report) {
        if (finding.kind() != FindingKind.PROCESS_LEFTOVER) {
            return List.of();
        }
        var left = JobLeftovers.of(finding, report);
        List<MountSteps> mounts = left.mounts();
        String unmount =
                switch (mounts.size()) {
                    case 0 -> "";
                    case 1 ->
                            ", and unmount %s if it is dead then"
                                    .formatted(mounts.getFirst().point());
                    default ->
                            ", and unmount what is dead then of %d mounts".formatted(mounts.size());
                };
        return List.of(
                new RemedyPlan(
                        finding.key(),
                        "End %s on %s%s?"
                                .formatted(
                                        SignalPlans.named(left.processes()),
                                        finding.host().name(),
                                        unmount),
                        left.steps(List.of()),
                        "What they have not saved yet.",
                        Optional.of(finding.host().name()),
                        List.of(),
                        left.addressed()));
    }
}
