package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.monitor.Report;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Runs a renewal of the fleet file.
final class RenewalPlans {
    private RenewalPlans() {}

    static List<RemedyPlan> of(EndpointFinding finding, Report report) {
        Fleet fleet = report.snapshot().fleet();
        return fleet.renewalsOf(finding.endpoint().id()).stream()
                .flatMap(r -> fleet.host(r.host()).map(h -> plan(finding, r, h, report)).stream())
                .toList();
    }

    /// The same plan, with a name for each run that it begins.
    static RemedyPlan named(RemedyPlan plan, RandomGenerator random) {
        return plan.with(plan.steps().stream().map(s -> named(s, random)).toList());
    }

    private static RemedyStep named(RemedyStep step, RandomGenerator random) {
        return step.action() instanceof RemedyStep.Action.Renew renew
                ? step.doing(
                        new RemedyStep.Action.Renew(
                                renew.renewal(), Optional.of(RunId.next(random))))
                : step;
    }

    private static RemedyPlan plan(
            EndpointFinding finding, Renewal renewal, Host host, Report report) {
        return new RemedyPlan(
                finding.key(),
                "Renew %s by “%s” on %s?"
                        .formatted(finding.endpoint().name(), renewal.name(), host.name()),
                List.of(step(renewal, host)),
                "",
                Optional.empty(),
                Preconditions.unmet(renewal, report.snapshot()));
    }

    static RemedyStep step(Renewal renewal, Host host) {
        return new RemedyStep(
                host.name(),
                new Login(host).shown(renewal.sudo()),
                "Run the renewal “%s”".formatted(renewal.name()),
                List.of(Login.prefixed(renewal.sudo(), renewal.command().toArray(String[]::new))),
                renewal.timeout(),
                new RemedyStep.Action.Renew(renewal));
    }
}
