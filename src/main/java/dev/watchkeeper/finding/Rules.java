package dev.watchkeeper.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// What is wrong with a fleet, as far as a snapshot tells.
public final class Rules {
    private static final List<Function<Scene, List<Finding>>> ALL =
            List.of(
                    new CertificateRules()::findings,
                    new LostNames()::findings,
                    new PolicyRule()::findings,
                    new ReachRules()::findings,
                    new SourceRules()::findings,
                    new ReportedRules()::findings,
                    new ReportedHosts()::findings,
                    new HostRules()::findings,
                    new MountRules()::findings,
                    new StuckRule()::findings,
                    new PileUpRule()::findings,
                    new LeftoverRule()::findings,
                    new ScheduleRule()::findings,
                    new RenewalLocks()::findings,
                    new RenewalSchedules()::findings,
                    new RenewalRuns()::findings,
                    new PreventionRule()::findings,
                    new SupervisionRules()::findings,
                    new CoverageRule()::findings,
                    new ClockRule()::findings,
                    new ConsoleRules()::findings);

    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity)
                    .thenComparing(Finding::kind)
                    .thenComparing(Finding::key);

    private Rules() {}

    /// Returns the findings of a snapshot, worst first, each cause before its symptoms. Pure: "now"
    /// is the snapshot's `takenAt`, thresholds are those of its fleet.
    ///
    /// Takes time linear in the number of targets and processes, apart from sorting findings.
    public static List<Finding> evaluate(FleetSnapshot snapshot) {
        Scene scene = Scene.of(snapshot);
        var found = new ArrayList<Finding>();
        ALL.forEach(rule -> found.addAll(rule.apply(scene)));
        List<Finding> grouped = new Causes(scene).group(new RunRule(scene).group(found));
        return order(Interception.group(scene, RenewalLocks.group(scene, grouped)));
    }

    /// The findings worst first, each followed by its symptoms; a symptom whose cause is not among
    /// them stands for itself.
    public static List<Finding> order(List<Finding> findings) {
        return new Ordering(findings.stream().sorted(WORST_FIRST).toList()).flat();
    }
}
