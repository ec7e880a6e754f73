package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.monitor.Report;

import java.util.List;
import java.util.Optional;

/// Runs a renewal of the fleet file.
final class RenewalPlans {
    private RenewalPlans() {}

    static List<RemedyPlan> of(EndpointFinding finding, Report report) {
        Fleet fleet = report.snapshot().fleet();
        return fleet.renewalsOf(finding.endpoint().id()).stream()
                .flatMap(r -> fleet.host(r.host()).map(h -> plan(finding, r, h, report)).stream())
                .toList();
    }

    private static RemedyPlan plan(
            EndpointFinding finding, Renewal renewal, Host host, Report report) {
        var step =
                new RemedyStep(
                        host.name(),
                        new Login(host).shown(renewal.sudo()),
                        "Run the renewal “%s”".formatted(renewal.name()),
                        List.of(
                                Login.prefixed(
                                        renewal.sudo(), renewal.command().toArray(String[]::new))),
                        renewal.timeout(),
                        new RemedyStep.Action.Renew(renewal));
        return new RemedyPlan(
                finding.key(),
                "Renew %s by “%s” on %s?"
                        .formatted(finding.endpoint().name(), renewal.name(), host.name()),
                List.of(step),
                "",
                Optional.empty(),
                Preconditions.unmet(renewal, report.snapshot()));
    }
}
