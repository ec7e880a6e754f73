package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Runs a renewal of the fleet file.
final class RenewalPlans {
    private static final Duration UNLOCK = Duration.ofSeconds(20);

    private RenewalPlans() {}

    static List<RemedyPlan> of(EndpointFinding finding, Report report) {
        Fleet fleet = report.snapshot().fleet();
        return fleet.renewalsOf(finding.endpoint().id()).stream()
                .flatMap(r -> fleet.host(r.host()).map(h -> plan(finding, r, h, report)).stream())
                .toList();
    }

    /// Runs what deploys a certificate that was renewed already.
    static List<RemedyPlan> deployments(EndpointFinding finding, Report report) {
        Fleet fleet = report.snapshot().fleet();
        return fleet.renewalsOf(finding.endpoint().id()).stream()
                .flatMap(r -> r.deployment().stream())
                .flatMap(r -> fleet.host(r.host()).map(h -> deployment(finding, r, h)).stream())
                .toList();
    }

    private static RemedyPlan deployment(EndpointFinding finding, Renewal deployment, Host host) {
        return new RemedyPlan(
                finding.key(),
                "Deploy the renewed certificate of %s by “%s” on %s?"
                        .formatted(finding.endpoint().name(), deployment.name(), host.name()),
                List.of(step(deployment, host).named("Run “%s”".formatted(deployment.name()))),
                "",
                Optional.empty(),
                List.of(),
                ReloadPlans.also(finding));
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
                Stream.concat(
                                unlock(renewal, host, report).stream(),
                                Stream.of(step(renewal, host)))
                        .toList(),
                keptLock(renewal, host),
                Optional.empty(),
                Preconditions.unmet(renewal, report.snapshot()));
    }

    /// Takes a stale lock out of the renewal's way; only root sees whether somebody holds it.
    static Optional<RemedyStep> unlock(Renewal renewal, Host host, Report report) {
        Optional<String> bootId =
                Optional.ofNullable(report.snapshot().hosts().get(host.name()))
                        .flatMap(HostState::lastProbed)
                        .map(p -> p.snapshot().bootId());
        return renewal.lock()
                .filter(_ -> Login.isRoot(host))
                .flatMap(lock ->
                        bootId.map(boot ->
                                new RemedyStep(
                                        host.name(),
                                        new Login(host).shown(),
                                        "Remove the lock %s if it is there and nobody holds it"
                                                .formatted(VisibleText.capped(lock, 120)),
                                        List.of(List.of("rm", "-f", "--", lock)),
                                        UNLOCK,
                                        new RemedyStep.Action.RemoveLock(lock, boot))));
    }

    /// Says of a lock that it is not touched, and why; or nothing.
    static String keptLock(Renewal renewal, Host host) {
        return renewal.lock()
                .filter(_ -> !Login.isRoot(host))
                .map(lock ->
                        "Not part of this: the lock %s, because only root sees whether somebody holds it."
                                .formatted(VisibleText.capped(lock, 120)))
                .orElse("");
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
