package dev.watchkeeper.remedy;

import static dev.watchkeeper.finding.SampleWays.NEW;
import static dev.watchkeeper.finding.SampleWays.OLD;
import static dev.watchkeeper.finding.SampleWays.PROXY1;
import static dev.watchkeeper.finding.SampleWays.PROXY2;
import static dev.watchkeeper.finding.SampleWays.SITE;
import static dev.watchkeeper.finding.Samples.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.SampleWays;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is offered where a renewed certificate stopped on its way, and what is said afterwards.
final class DeploymentPlansTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofDays(80);
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(3));

    @Test
    void aServerThatHasNotLoadedItIsReloadedAfterItsOwnTest() {
        Report report = report(way().configured(PROXY2, HOUR, NEW, BEFORE).served("proxy2", OLD));

        RemedyPlan plan = only(report, FindingKind.CERTIFICATE_NOT_LOADED);

        assertThat(plan.question()).isEqualTo("Reload nginx on proxy2, for docs.example.org?");
        assertThat(plan.steps())
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.host()).isEqualTo("proxy2");
                    assertThat(s.commands())
                            .containsExactly(
                                    List.of(
                                            "/usr/sbin/nginx",
                                            "-t",
                                            "-q",
                                            "-c",
                                            "/etc/nginx/nginx.conf",
                                            "-p",
                                            "/srv/www"),
                                    List.of("kill", "-HUP", "50"));
                    assertThat(s.action()).isInstanceOf(Action.Reload.class);
                });
    }

    @Test
    void whatIsNotDeployedIsDeployedByTheCommandOfItsRenewal() {
        Report report = report(notDeployed(renewal().deployedBy(List.of("deploy", "docs"))));

        RemedyPlan plan = only(report, FindingKind.CERTIFICATE_NOT_DEPLOYED);

        assertThat(plan.question())
                .isEqualTo(
                        "Deploy the renewed certificate of docs.example.org by “docs deployment” on"
                                + " queen?");
        assertThat(plan.steps())
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.host()).isEqualTo("queen");
                    assertThat(s.commands()).containsExactly(List.of("deploy", "docs"));
                });
    }

    @Test
    void withoutSuchACommandNothingIsOffered() {
        Report report = report(notDeployed(renewal()));
        Finding f = finding(report, FindingKind.CERTIFICATE_NOT_DEPLOYED);
        assertThat(new RemedyPlanner().plansFor(f, report)).isEmpty();
        assertThat(f.statement().impact()).contains("`deploy:`");
    }

    @Test
    void anAddressThatDoesNotAnswerIsNotDeployedTo() {
        Report report =
                report(notDeployed(renewal().deployedBy(List.of("deploy", "docs"))).refused());
        Finding f = finding(report, FindingKind.ENDPOINT_PARTLY_UNREACHABLE);
        assertThat(new RemedyPlanner().plansFor(f, report)).isEmpty();
    }

    // What has been renewed is not renewed again before it was tried to deploy it.
    @Test
    void deployingComesBeforeRenewing() {
        var expired = SampleWays.leaf(91);
        Report report =
                report(
                        new SampleWays(renewal().deployedBy(List.of("deploy")))
                                .archived(HOUR, NEW, expired)
                                .served("proxy1", expired)
                                .served("proxy2", expired));
        Finding f = finding(report, FindingKind.CERTIFICATE_EXPIRED);
        assertThat(new RemedyPlanner().plansFor(f, report))
                .extracting(p -> p.steps().getLast().commands().getFirst())
                .containsExactly(List.of("deploy"), List.of("certbot", "renew"));
    }

    @Test
    void whatWasDeployedAndIsNotLoadedIsNoSuccess() {
        Renewal deploying = renewal().deployedBy(List.of("deploy"));
        Report before = report(notDeployed(deploying));
        Finding f = finding(before, FindingKind.CERTIFICATE_NOT_DEPLOYED);
        var endpoints = List.of(SITE.id());

        // Within the grace there is no finding yet that would say so.
        Report copied =
                report(
                        way(deploying)
                                .configured(PROXY2, Duration.ofSeconds(1), NEW, BEFORE)
                                .served("proxy2", OLD));
        assertThat(copied.finding(f.key())).isEmpty();
        Optional<RemedyOutcome> said =
                new RenewalProof(before, copied, f.key(), endpoints).objection("Done.");
        assertThat(said.orElseThrow()).isInstanceOf(RemedyOutcome.NotFixed.class);
        assertThat(said.orElseThrow().text())
                .contains("Deployed, not served by proxy2: the server there has not loaded it.");

        Report served =
                report(way(deploying).configured(PROXY2, HOUR, NEW, NOW).served("proxy2", NEW));
        assertThat(new RenewalProof(before, served, f.key(), endpoints).objection("Done."))
                .isEmpty();
    }

    private static SampleWays notDeployed(Renewal renewal) {
        return way(renewal).configured(PROXY2, LONG, OLD, NOW).served("proxy2", OLD);
    }

    /// Renewed on `queen` an hour ago, and well on `proxy1`.
    private static SampleWays way(Renewal... renewals) {
        return new SampleWays(renewals)
                .archived(HOUR, NEW, OLD)
                .configured(PROXY1, HOUR, NEW, NOW)
                .served("proxy1", NEW);
    }

    private static Renewal renewal() {
        return new Renewal(
                "docs",
                "queen",
                List.of("certbot", "renew"),
                Duration.ofMinutes(5),
                List.of(SITE.id()),
                List.of(),
                false,
                Optional.empty());
    }

    private static RemedyPlan only(Report report, FindingKind kind) {
        List<RemedyPlan> plans = new RemedyPlanner().plansFor(finding(report, kind), report);
        assertThat(plans).hasSize(1);
        return plans.getFirst();
    }

    private static Finding finding(Report report, FindingKind kind) {
        return report.findings().stream().filter(f -> f.kind() == kind).findFirst().orElseThrow();
    }

    private static Report report(SampleWays way) {
        FleetSnapshot snapshot = way.snapshot();
        return new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Report.Progress.IDLE);
    }
}
