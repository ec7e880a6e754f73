package dev.watchkeeper.remedy;

import static dev.watchkeeper.finding.SampleSupervision.check;
import static dev.watchkeeper.finding.SampleSupervision.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.SampleSupervision;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;
import dev.watchkeeper.supervision.Daemon.Life;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.supervision.Switch;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is offered for a supervision that is dead, off, blind or unproven.
final class SupervisionPlansTest {
    private static final TlsEndpoint DOCS = TlsEndpoint.of("docs.example.org", 443);

    @Test
    void oneThatStandsStillIsRestartedAndProvenByADrill() {
        RemedyPlan plan =
                only(new SampleSupervision().life(Life.STOPPED), FindingKind.SUPERVISION_DEAD);

        assertThat(plan.question()).isEqualTo("Restart nagios on monitor1?");
        assertThat(plan.steps())
                .extracting(RemedyStep::commands)
                .containsExactly(
                        List.of(List.of("systemctl", "restart", "nagios4")),
                        List.of(List.of("watchkeeper", "drill", "nagios")));
        assertThat(works(plan))
                .satisfiesExactly(
                        w -> assertThat(w).isInstanceOf(SupervisionWork.Restart.class),
                        w -> assertThat(w).isInstanceOf(SupervisionWork.Drill.class));
    }

    @Test
    void theFleetFilesOwnCommandRestartsIt() {
        Supervision own = prometheus(Optional.of("monitor1"), List.of("/usr/local/bin/again"));

        RemedyPlan plan =
                only(
                        new SampleSupervision().of(own).life(Life.STOPPED),
                        FindingKind.SUPERVISION_DEAD);

        assertThat(plan.steps().getFirst().commands())
                .containsExactly(List.of("/usr/local/bin/again"));
    }

    @Test
    void oneWithoutAHostCannotBeRestartedFromHere() {
        Supervision remote = prometheus(Optional.empty(), List.of());

        assertThat(
                        plans(
                                new SampleSupervision().of(remote).life(Life.STOPPED),
                                FindingKind.SUPERVISION_DEAD))
                .isEmpty();
    }

    @Test
    void onlyWhatIsOffIsSwitchedOn() {
        RemedyPlan plan =
                only(
                        new SampleSupervision().switches(Switch.ON, Switch.OFF),
                        FindingKind.SUPERVISION_OFF);

        assertThat(works(plan).getFirst())
                .isEqualTo(
                        new SupervisionWork.SwitchOn(
                                SampleSupervision.NAGIOS, List.of("ENABLE_NOTIFICATIONS")));
    }

    @Test
    void aGapIsClosedByAFileOfItsOwn() {
        var nagios =
                new SampleSupervision()
                        .with(check("web", "https", scope(What.TLS, "docs.example.org", 443)));

        List<RemedyPlan> plans = plans(nagios, FindingKind.SUPERVISION_GAP);

        assertThat(plans)
                .anySatisfy(p -> {
                    assertThat(p.steps().getFirst().commands())
                            .contains(
                                    List.of("tee", "watchkeeper-docs-example-org-443.cfg"),
                                    List.of("nagios4", "-v", "/etc/nagios4/nagios.cfg"),
                                    List.of("kill", "-HUP", "4711"));
                    assertThat(works(p).getFirst())
                            .isInstanceOfSatisfying(
                                    SupervisionWork.Install.class,
                                    i ->
                                            assertThat(i.objects())
                                                    .containsExactly(
                                                            "web/Certificate"
                                                                    + " docs.example.org:443"));
                });
    }

    @Test
    void namesThatDifferInAHyphenHaveFilesOfTheirOwn() {
        List<String> files =
                List.of("docs.example.org", "docs-example.org").stream()
                        .map(n -> TlsEndpoint.of(n, 443))
                        .map(e -> new SampleSupervision().snapshot(List.of(e)))
                        .flatMap(s -> plans(s, FindingKind.SUPERVISION_GAP).stream())
                        .map(p -> p.steps().getFirst().commands().getFirst().getLast())
                        .distinct()
                        .toList();

        assertThat(files).hasSize(2);
    }

    @Test
    void whatAPersonHasToAddIsNotOffered() {
        // Nobody can be told, and Prometheus does not scrape it yet.
        assertThat(plans(new SampleSupervision().contacts(), FindingKind.SUPERVISION_GAP))
                .isEmpty();
        Supervision own = prometheus(Optional.of("monitor1"), List.of());
        assertThat(plans(new SampleSupervision().of(own), FindingKind.SUPERVISION_GAP)).isEmpty();
    }

    @Test
    void whatIsUnprovenIsDrilled() {
        RemedyPlan plan = only(new SampleSupervision(), FindingKind.DRILL_OVERDUE);

        assertThat(works(plan))
                .containsExactly(new SupervisionWork.Drill(SampleSupervision.NAGIOS));
        assertThat(plan.loss()).contains("No person is paged");
    }

    private static Supervision prometheus(Optional<String> host, List<String> restart) {
        return new Supervision(
                "prometheus",
                SupervisionKind.PROMETHEUS,
                host,
                Optional.of(WebAccess.of(URI.create("http://192.0.2.9:9090"))),
                List.of(),
                SupervisionKind.PROMETHEUS.config(),
                restart,
                DrillPolicy.DEFAULT);
    }

    private static List<SupervisionWork> works(RemedyPlan plan) {
        return plan.steps().stream().map(s -> ((Action.Supervise) s.action()).work()).toList();
    }

    private static RemedyPlan only(SampleSupervision supervision, FindingKind kind) {
        List<RemedyPlan> plans = plans(supervision, kind);
        assertThat(plans).hasSize(1);
        return plans.getFirst();
    }

    private static List<RemedyPlan> plans(SampleSupervision supervision, FindingKind kind) {
        return plans(supervision.snapshot(List.of(DOCS)), kind);
    }

    private static List<RemedyPlan> plans(FleetSnapshot snapshot, FindingKind kind) {
        List<Finding> findings = Rules.evaluate(snapshot);
        var report = new Report(snapshot, findings, Map.of(), Report.Progress.IDLE);
        List<Finding> own = findings.stream().filter(f -> f.kind() == kind).toList();
        assertThat(own).isNotEmpty();
        return own.stream().flatMap(f -> new RemedyPlanner().plansFor(f, report).stream()).toList();
    }
}
