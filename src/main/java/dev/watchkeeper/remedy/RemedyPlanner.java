package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Deployment;
import dev.watchkeeper.finding.Deployment.Stop;
import dev.watchkeeper.finding.Deployments;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.monitor.Report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what could end a finding, best first. Pure: touches nothing.
public final class RemedyPlanner {
    /// Empty when there is nothing that the console could do.
    public List<RemedyPlan> plansFor(Finding finding, Report report) {
        return switch (finding) {
            case Finding.MountFinding mount -> under(mount, report, MountPlans.of(mount, report));
            case Finding.ProcessFinding p -> under(p, report, processes(p, report));
            case Finding.EndpointFinding endpoint -> endpoint(endpoint, report);
            case Finding.RunFinding run when run.kind() == FindingKind.RUN_UNCERTAIN -> List.of();
            case Finding.RunFinding run -> ChainPlans.of(run, report);
            case Finding.SupervisionFinding s -> SupervisionPlans.of(s, report);
            case Finding.HostFinding _, Finding.ConsoleFinding _ -> List.of();
        };
    }

    /// What is grouped under stuck runs is best ended with them, in the order that helps.
    private static List<RemedyPlan> under(Finding finding, Report report, List<RemedyPlan> itsOwn) {
        var plans = new ArrayList<RemedyPlan>();
        finding.statement()
                .cause()
                .flatMap(report::finding)
                .filter(Finding.RunFinding.class::isInstance)
                .ifPresent(f -> plans.addAll(ChainPlans.of((Finding.RunFinding) f, report)));
        plans.addAll(itsOwn);
        return List.copyOf(plans);
    }

    // No signal reaches what waits in the kernel, so on the mount's own host the mount comes first.
    // A pile-up on another host
    // waits for this one and ends first: freed all at once, its runs would fight for the renewal's
    // lock.
    private static List<RemedyPlan> processes(Finding.ProcessFinding finding, Report report) {
        var plans = new ArrayList<RemedyPlan>();
        Optional<Finding> cause = finding.statement().cause().flatMap(report::finding);
        if (cause.isPresent() && cause.get() instanceof Finding.MountFinding mount) {
            plans.addAll(MountPlans.of(mount, report));
            boolean elsewhere = !mount.host().name().equals(finding.host().name());
            plans.add(elsewhere ? 0 : plans.size(), SignalPlans.of(finding));
        } else {
            plans.addAll(LeftoverPlans.of(finding, report));
            plans.add(SignalPlans.of(finding));
        }
        return List.copyOf(plans);
    }

    private static List<RemedyPlan> endpoint(Finding.EndpointFinding finding, Report report) {
        boolean renewable =
                finding.kind().wantsRenewal() || finding.kind() == FindingKind.CERTIFICATE_DIFFERS;
        var plans = new ArrayList<RemedyPlan>();
        if (renewable || finding.kind() == FindingKind.CERTIFICATE_NOT_LOADED) {
            plans.addAll(ReloadPlans.of(finding, report));
        }
        boolean stopped =
                finding.kind() == FindingKind.CERTIFICATE_NOT_DEPLOYED
                        || finding.kind() == FindingKind.CERTIFICATE_NOT_SERVED;
        if ((renewable || stopped) && isArchived(finding, report)) {
            plans.addAll(RenewalPlans.deployments(finding, report));
        }
        if (renewable) {
            plans.addAll(RenewalPlans.of(finding, report));
        }
        return plans;
    }

    /// Whether a newer certificate is there already, and only has to get to the servers.
    private static boolean isArchived(Finding.EndpointFinding finding, Report report) {
        return Deployments.of(report.snapshot(), finding.endpoint()).stream()
                .map(Deployment::stop)
                .anyMatch(s -> s instanceof Stop.NotDeployed || s instanceof Stop.NotServed);
    }
}
