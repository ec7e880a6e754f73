package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Where a drill of Prometheus and Alertmanager stops, by what they answer.
final class PrometheusDrillTest {
    private static final Fleet FLEET =
            new Fleet(List.of(), List.of(), List.of(), Thresholds.DEFAULT);
    private static final Duration PACE = Duration.ofMillis(1);

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()));
    private final AtomicInteger delivered = new AtomicInteger();
    private ScriptedApi api;

    /// One server is both.
    @BeforeEach
    void start() throws Exception {
        api = new ScriptedApi();
        PrometheusAnswers.healthy(api, api.url().toString());
        PrometheusAnswers.alertmanager(api);
        route("- {receiver: drills, matchers: ['watchkeeper_drill=~\".+\"']}");
        api.on("/api/v2/alerts", this::alerts);
        api.on("/metrics", this::counters);
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private String shown = alert("active", "", "");

    private static String alert(String state, String silencedBy, String inhibitedBy) {
        return """
        {"fingerprint": "f", "labels": {"alertname": "drill"},
         "receivers": [{"name": "drills"}],
         "status": {"state": "%s", "silencedBy": [%s], "inhibitedBy": [%s]}}
        """
                .formatted(state, silencedBy, inhibitedBy);
    }

    private void alerts(HttpExchange exchange) throws IOException {
        boolean post = exchange.getRequestMethod().equals("POST");
        if (post) {
            delivered.incrementAndGet();
        }
        String watchdog =
                """
                {"fingerprint": "w", "labels": {"alertname": "Watchdog"}, "receivers": [],
                 "status": {"state": "active"}}
                """;
        boolean one = exchange.getRequestURI().toString().contains("filter=");
        ScriptedApi.status(200, post ? "" : one ? "[" + shown + "]" : "[" + watchdog + "]")
                .to(exchange);
    }

    private String counted = "alertmanager_notification_requests_total{integration=\"webhook\"} %d";

    private void counters(HttpExchange exchange) throws IOException {
        ScriptedApi.status(200, counted.formatted(delivered.get())).to(exchange);
    }

    private void route(String first) {
        String config =
                PrometheusAnswers.CONFIG
                        .replace("routes:", "routes:\n  " + first)
                        .replace(
                                "receivers:",
                                "receivers:\n- {name: drills, webhook_configs: [{url: x}]}");
        api.on(
                "/api/v2/status",
                "{\"config\": {\"original\": \"%s\"}}"
                        .formatted(config.replace("\"", "\\\"").replace("\n", "\\n")));
    }

    @Test
    void whatIsDeliveredPassesAndIsTakenBack() {
        DrillResult drill = drill(false);

        assertThat(drill.passed()).as("%s", drill.legs()).isTrue();
        assertThat(drill.legs().getLast().verdict()).isEqualTo(Verdict.NOT_TRIED);
        List<String> sent = sent();
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst())
                .contains("\"watchkeeper_drill\":\"" + drill.token() + "\"")
                .contains("\"severity\":\"none\"");
        // The second ends what the first began, by the Alertmanager's own clock.
        assertThat(end(sent.getLast())).isBefore(end(sent.getFirst()));
    }

    @Test
    void eachLegIsToldAsItEnds() {
        List<Stage> heard = new ArrayList<>();
        new PrometheusDrill(client, receipts(), clock(), () -> "0123456789", PACE)
                .run(supervision(), FLEET, false, leg -> heard.add(leg.stage()));

        assertThat(heard).containsExactly(Stage.values());
    }

    // Debian's 2.42 is without any for up to 5 s after a reload.
    @Test
    void anAlertmanagerThatIsFoundAMomentLaterCounts() {
        var asked = new AtomicInteger();
        api.on(
                "/api/v1/alertmanagers",
                exchange -> {
                    String found =
                            asked.incrementAndGet() < 3
                                    ? ""
                                    : "{\"url\": \"%s/api/v2/alerts\"}".formatted(api.url());
                    ScriptedApi.status(
                                    200,
                                    "{\"status\": \"success\", \"data\":"
                                            + " {\"activeAlertmanagers\": [%s]}}".formatted(found))
                            .to(exchange);
                });

        DrillResult drill = drill(false);

        assertThat(drill.passed()).as("%s", drill.legs()).isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void withLeaveItGoesTheWayOfACriticalAlert() {
        DrillResult drill = drill(true);

        assertThat(drill.passed()).as("%s", drill.legs()).isTrue();
        assertThat(sent().getFirst())
                .contains("\"severity\":\"critical\"")
                .doesNotContain("watchkeeper_drill\"");
    }

    @Test
    void withoutLeaveNothingIsSentWhereTheRoutesAreNotKnown() {
        api.on("/api/v2/status", ScriptedApi.status(500, ""));

        stops(Stage.ACCEPTED, "nothing was sent, as it might page somebody");
        assertThat(sent()).isEmpty();
    }

    @Test
    void whatInhibitsItIsNamed() {
        shown = alert("suppressed", "", "\"w\"");

        stops(Stage.STATE_CHANGED, "it is inhibited by the alert Watchdog");
    }

    @Test
    void countersThatCannotBeReadAreNoProof() {
        api.on("/metrics", ScriptedApi.status(404, ""));

        DrillResult drill = drill(false);
        assertThat(drill.fault()).map(DrillResult.Leg::verdict).contains(Verdict.UNKNOWN);
        assertThat(drill.fault()).map(DrillResult.Leg::stage).contains(Stage.NOTIFIED);
    }

    @Test
    void anAttemptThatFailedIsNotTakenForADelivery() {
        counted =
                "alertmanager_notification_requests_total{integration=\"webhook\"} %1$d\n"
                        + "alertmanager_notification_requests_failed_total{integration=\"webhook\"}"
                        + " %1$d\n";

        stops(Stage.NOTIFIED, "webhook cannot deliver: 1 attempts have failed");
    }

    @Test
    void rulesThatAreNotEvaluatedAnyMoreAreFoundThoughTheApiAnswers() {
        PrometheusAnswers.query(api, "time()", "[1777899600, \"1777899600\"]");

        stops(Stage.ALIVE, "it answers and has evaluated no rule for 60 min");
        assertThat(sent()).isEmpty();
    }

    @Test
    void aWatchdogThatDoesNotArriveIsFound() {
        api.on("/api/v2/alerts", "[]");

        stops(Stage.ALIVE, "the alert Watchdog fires in Prometheus and has not arrived");
    }

    private void stops(Stage stage, String text) {
        DrillResult result = drill(false);
        assertThat(result.fault())
                .as("%s", result.legs())
                .hasValueSatisfying(leg -> {
                    assertThat(leg.text()).contains(text);
                    assertThat(leg.stage()).isEqualTo(stage);
                });
    }

    private List<String> sent() {
        return api.asked().stream()
                .filter(a -> a.method().equals("POST"))
                .map(ScriptedApi.Asked::body)
                .toList();
    }

    private static Instant end(String body) {
        return Instant.parse(body.replaceAll("(?s).*\"endsAt\":\"([^\"]*)\".*", "$1"));
    }

    private DrillResult drill(boolean pages) {
        return new PrometheusDrill(client, receipts(), clock(), () -> "0123456789", PACE)
                .run(supervision(), FLEET, pages, _ -> {});
    }

    private static Receipts receipts() {
        return new Receipts(new LocalShell("/bin/sh"));
    }

    private static InstantSource clock() {
        return InstantSource.fixed(Instant.EPOCH);
    }

    private Supervision supervision() {
        return new Supervision(
                "p",
                SupervisionKind.PROMETHEUS,
                Optional.empty(),
                Optional.of(WebAccess.of(api.url())),
                List.of(),
                SupervisionKind.PROMETHEUS.config(),
                List.of(),
                new DrillPolicy(
                        "drill",
                        Optional.empty(),
                        Duration.ofDays(7),
                        Duration.ofMillis(1500),
                        false,
                        Optional.empty()));
    }
}
