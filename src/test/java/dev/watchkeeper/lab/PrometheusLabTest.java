package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.Alerting;
import dev.watchkeeper.supervision.ApiClient;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.PrometheusDrill;
import dev.watchkeeper.supervision.PrometheusObserver;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.supervision.ScriptedApi;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestServer;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Debian's Prometheus, Alertmanager and blackbox_exporter: what is told of them, and where a drill
/// stops in each broken one.
@Tag("lab")
final class PrometheusLabTest {
    private static final String ROUTES =
            """
              routes:
                - {receiver: nobody, matchers: ['alertname=~"Watchdog|to-nobody"']}
                - {receiver: dead, matchers: ['alertname="to-dead"']}
                - {receiver: refusing, matchers: ['alertname="to-refusing"']}
                - {receiver: drills, matchers: ['alertname=~"drill|silenced"']}
            receivers:
              - {name: nobody}
              - {name: team, webhook_configs: [{url: 'TEAM/'}]}
              - {name: dead, webhook_configs: [{url: 'http://127.0.0.1:NOBODY/'}]}
              - {name: refusing, webhook_configs: [{url: 'NODE/refused'}]}
              - {name: drills, webhook_configs: [{url: 'http://127.0.0.1:RECEIPT/'}]}
            """;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir private Path folder;

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()));
    private final PrometheusObserver observer =
            new PrometheusObserver(client, InstantSource.system());
    private final Fleet fleet = new Fleet(List.of(), List.of(), List.of(), Thresholds.DEFAULT);
    private ScriptedApi node;
    private ScriptedApi team;
    private TestServer tls;
    private int receipt;
    private LabPrometheus lab;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/prometheus")), "no prometheus");
        assumeTrue(Files.exists(Path.of("/usr/bin/prometheus-alertmanager")), "no alertmanager");
        assumeTrue(
                Files.exists(Path.of("/usr/bin/prometheus-blackbox-exporter")),
                "no blackbox_exporter");
        node = new ScriptedApi().on("/metrics", "node_boot_time_seconds 1\n");
        node.on("/refused", ScriptedApi.status(400, "no"));
        team = new ScriptedApi().on("/", "");
        tls =
                TestServer.tls(
                        TestCertificates.root("Lab Root")
                                .issue(TestCertificates.server("localhost")));
        receipt = LabServer.freePort();
        lab =
                new LabPrometheus(
                        folder, "localhost:" + tls.port(), node.url().getAuthority(), routes());
        // It first reads what it has written.
        LabProcesses.eventually(() ->
                observer.observe(supervision(), fleet, LIMIT)
                        instanceof SupervisionObservation.Observed);
        LabProcesses.eventually(() -> watchdog().arrived() == Switch.ON);
    }

    private String routes() throws Exception {
        return ROUTES.replace("TEAM", team.url().toString())
                .replace("NOBODY", String.valueOf(LabServer.freePort()))
                .replace("NODE", node.url().toString())
                .replace("RECEIPT", String.valueOf(receipt));
    }

    @AfterEach
    void stop() {
        lab.close();
        tls.close();
        team.close();
        node.close();
        client.close();
    }

    @Test
    void aHealthyOneIsReadAndItsDrillArrives() throws Exception {
        LabProcesses.eventually(() -> scope("tls").what() == Scope.What.TLS_EXPIRY);
        SupervisionStatus status = status();

        assertThat(scope("tls").port()).hasValue(tls.port());
        assertThat(scope("tls").names()).containsExactly("localhost");
        assertThat(scope("tls").critical()).contains(Duration.ofDays(21));
        assertThat(scope("node").what()).isEqualTo(Scope.What.INSIDE);
        assertThat(check("tls").telling().contacts()).containsExactly("team");
        assertThat(check("tls").telling().downtime()).isEmpty();
        assertThat(status.daemon().version()).startsWith("2.");
        assertThat(Duration.between(status.daemon().writtenAt().orElseThrow(), status.clock()))
                .isLessThan(Duration.ofSeconds(20));
        Alerting alerting = status.alerting().orElseThrow();
        assertThat(alerting.discovered()).hasValue(1);
        assertThat(alerting.managers()).hasSize(1).allMatch(m -> m.fault().isEmpty());
        assertThat(watchdog().ends()).isEqualTo(Switch.OFF);
        assertThat(watchdog().receivers()).containsExactly("nobody");
        assertThat(status.notes()).isEmpty();

        DrillResult drill = drill("drill", false, LIMIT);
        assertThat(drill.legs())
                .extracting(DrillResult.Leg::verdict)
                .as("%s", drill.legs())
                .containsOnly(Verdict.PASSED)
                .hasSize(5);
        // It was taken back.
        LabProcesses.eventually(() -> !alertmanager("/api/v2/alerts").contains(drill.token()));
    }

    @Test
    void aWayThatEndsNowhereIsNamedAndNobodyIsPaged() throws Exception {
        stopsAt(Stage.NOTIFIED, "receiver nobody, which has no integration", "to-nobody");
        stopsAt(Stage.NOTIFIED, "webhook cannot deliver", "to-dead");
        stopsAt(Stage.NOTIFIED, "webhook cannot deliver", "to-refusing");
        LabProcesses.eventually(() ->
                status().alerting().orElseThrow().managers().stream()
                        .anyMatch(m -> m.failed().toString().contains("webhook: ")));

        silence("alertname", "silenced");
        silence("instance", "localhost:" + tls.port());
        stopsAt(Stage.STATE_CHANGED, "kept quiet by the silence", "silenced");
        assertThat(check("tls").telling().downtime())
                .get()
                .matches(d -> d.until().isEmpty())
                .matches(d -> d.comment().equals("for ever"));

        stopsAt(
                Stage.ACCEPTED,
                "would page team (webhook): add first to the routes of route: - {receiver:"
                        + " watchkeeper-drill",
                "stray");
        assertThat(team.asked()).isEmpty();
        assertThat(drill("stray", true, LIMIT).fault()).isEmpty();
        assertThat(team.asked()).isNotEmpty();
    }

    @Test
    void aProcessThatIsGoneOrStoppedIsNamed() throws Exception {
        lab.stopAlertmanager();
        stopsAt(Stage.ALIVE, "no Alertmanager answers: 127.0.0.1:", "drill");
        assertThat(status().alerting().orElseThrow().managers())
                .allMatch(m -> m.fault().orElse("").contains("refuses connections"));
        LabProcesses.eventually(() -> status().alerting().orElseThrow().dropped().orElse(0) > 0);

        lab.managers("");
        LabProcesses.eventually(
                () -> status().alerting().orElseThrow().discovered().orElse(-1) == 0);
        stopsAt(Stage.ALIVE, "has found no Alertmanager", "drill");

        lab.signal("STOP");
        assertThat(observer.observe(supervision(), fleet, Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        SupervisionObservation.NotObserved.class,
                        n ->
                                assertThat(n.text())
                                        .endsWith("accepts connections and does not answer"));
        stopsAt(Stage.ALIVE, "accepts connections and does not answer", "drill");
    }

    private void stopsAt(Stage stage, String text, String canary) {
        DrillResult result = drill(canary, false, Duration.ofSeconds(2));

        assertThat(result.fault())
                .as("%s", result.legs())
                .hasValueSatisfying(leg -> {
                    assertThat(leg.text()).contains(text);
                    assertThat(leg.stage()).isEqualTo(stage);
                });
    }

    private DrillResult drill(String canary, boolean pages, Duration within) {
        return new PrometheusDrill(
                        client,
                        new LocalShell(),
                        InstantSource.system(),
                        () -> UUID.randomUUID().toString())
                .run(supervision(canary, within), fleet, pages, _ -> {});
    }

    private Supervision supervision() {
        return supervision("drill", LIMIT);
    }

    private Supervision supervision(String canary, Duration within) {
        return new Supervision(
                "prometheus",
                SupervisionKind.PROMETHEUS,
                Optional.empty(),
                Optional.of(WebAccess.of(URI.create(lab.url()))),
                List.of(),
                SupervisionKind.PROMETHEUS.config(),
                List.of(),
                new DrillPolicy(
                        canary,
                        Optional.empty(),
                        Duration.ofDays(7),
                        within,
                        false,
                        Optional.of(new Receipt.Webhook("127.0.0.1", receipt))));
    }

    private SupervisionStatus status() {
        SupervisionObservation seen = observer.observe(supervision(), fleet, LIMIT);
        assertThat(seen).isInstanceOf(SupervisionObservation.Observed.class);
        return ((SupervisionObservation.Observed) seen).status();
    }

    private Alerting.Watchdog watchdog() {
        return status().alerting()
                .orElseThrow()
                .watchdog()
                .orElse(
                        new Alerting.Watchdog(
                                "", false, Switch.UNKNOWN, List.of(), Switch.UNKNOWN));
    }

    private Check check(String job) {
        return status().services().stream()
                .filter(c -> c.name().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private Scope scope(String job) {
        return check(job).scope();
    }

    private void silence(String label, String value) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(lab.alertmanagerUrl() + "/api/v2/silences"))
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            """
                                            {"matchers": [{"name": "%s", "value": "%s", "isRegex": false}],
                                             "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2199-01-01T00:00:00Z",
                                             "createdBy": "lab", "comment": "for ever"}
                                            """
                                                    .formatted(label, value)))
                            .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private String alertmanager(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(lab.alertmanagerUrl() + path)).build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
