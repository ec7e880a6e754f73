package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What is told of a Prometheus by its answers, some of them hostile.
final class PrometheusObserverTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Fleet FLEET =
            new Fleet(List.of(), List.of(), List.of(), Thresholds.DEFAULT);

    @TempDir Path folder;

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()));
    private final PrometheusObserver observer =
            new PrometheusObserver(client, InstantSource.fixed(NOW));
    private ScriptedApi prometheus;
    private ScriptedApi alertmanager;

    @BeforeEach
    void start() throws Exception {
        prometheus = new ScriptedApi();
        alertmanager = new ScriptedApi();
        PrometheusAnswers.healthy(prometheus, url("localhost"));
        PrometheusAnswers.alertmanager(alertmanager);
    }

    @AfterEach
    void stop() {
        client.close();
        prometheus.close();
        alertmanager.close();
    }

    /// The Alertmanager by another name of this machine than Prometheus's.
    private String url(String host) {
        return alertmanager.url().toString().replace("127.0.0.1", host);
    }

    @Test
    void aTargetOfBlackboxIsACheckWithTheRulesThreshold() {
        Check check = check("docs.example.org:8443");

        assertThat(check.name()).isEqualTo("tls");
        assertThat(check.scope().what()).isEqualTo(Scope.What.TLS_EXPIRY);
        assertThat(check.scope().address()).isEqualTo("docs.example.org");
        assertThat(check.scope().port()).hasValue(8443);
        assertThat(check.scope().names()).containsExactly("docs.example.org");
        assertThat(check.scope().warning()).contains(Duration.ofDays(21));
        assertThat(check.scope().critical()).contains(Duration.ofDays(7));
        assertThat(check.timing().every()).isEqualTo(Duration.ofSeconds(15));
        assertThat(check.telling().enabled()).isTrue();
        assertThat(check.telling().contacts()).containsExactly("team", "pager");
    }

    @Test
    void aTargetWithoutARuleForItIsToldToNobody() {
        Check check = check("db.example.org:9187");

        assertThat(check.scope().what()).isEqualTo(Scope.What.OTHER);
        assertThat(check.telling().enabled()).isFalse();
        assertThat(check.telling().contacts()).isEmpty();
    }

    @Test
    void whatFiresIsTheStateOfItsTarget() {
        Check check = check("docs.example.org:8443");

        assertThat(check.result().state()).isEqualTo(Check.State.CRITICAL);
        assertThat(check.result().hard()).isTrue();
        assertThat(check.result().output()).startsWith("CertificateEnds: ");
        assertThat(check.telling().lastSent()).contains(Instant.parse("2026-05-04T11:59:00Z"));
    }

    @Test
    void aSilenceThatEndsInYearsHasNoEnd() {
        alertmanager.on(
                "/api/v2/silences",
                """
                [{"id": "a", "status": {"state": "active"}, "endsAt": "2126-01-01T00:00:00Z",
                  "createdBy": "me\\u202e", "comment": "later", "matchers": [
                    {"name": "instance", "value": "docs.*", "isRegex": true, "isEqual": true}]},
                 {"id": "b", "status": {"state": "expired"}, "endsAt": "2026-01-01T00:00:00Z",
                  "matchers": [{"name": "job", "value": "node", "isRegex": false}]}]
                """);

        assertThat(check("docs.example.org:8443").telling().downtime())
                .contains(new Check.Downtime(Optional.empty(), "me\\u{202e}", "later"));
        assertThat(check("builder1:9100").telling().downtime()).isEmpty();
    }

    @Test
    void aSilenceOfOneRuleLeavesTheOthersHeard() {
        alertmanager.on(
                "/api/v2/silences",
                """
                [{"id": "a", "status": {"state": "active"}, "endsAt": "2026-05-05T00:00:00Z",
                  "matchers": [{"name": "alertname", "value": "CertificateEnds",
                    "isRegex": false, "isEqual": true}]}]
                """);

        assertThat(check("docs.example.org:8443").telling().downtime()).isEmpty();
    }

    @Test
    void theWatchdogsRouteThatEndsNowhereIsSeen() {
        Alerting alerting = status().alerting().orElseThrow();

        assertThat(alerting.watchdog())
                .contains(
                        new Alerting.Watchdog(
                                "Watchdog", true, Switch.OFF, List.of("nobody"), Switch.OFF));
        assertThat(alerting.discovered()).hasValue(1);
        assertThat(alerting.managers().getFirst().failed()).containsExactly("webhook: 3 of 10");
    }

    @Test
    void anAlertmanagerThatIsGoneIsToldWithItsFaultAndTheReceiversAreUnknown() {
        alertmanager.close();

        assertThat(status().alerting().orElseThrow().managers().getFirst().fault().orElse(""))
                .endsWith("refuses connections");
        assertThat(check("docs.example.org:8443").telling().contacts())
                .containsExactly(PrometheusChecks.UNKNOWN_RECEIVER);
    }

    @Test
    void theSecretGoesToNoHostThatOnlyAnAnswerNames() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        var access =
                new WebAccess(
                        prometheus.url(), Optional.empty(), Optional.of(secret), Optional.empty());
        observer.observe(supervision(access, List.of()), FLEET, LIMIT);

        assertThat(prometheus.asked())
                .isNotEmpty()
                .allMatch(a -> "Bearer s3cret".equals(a.headers().getFirst("Authorization")));
        assertThat(alertmanager.asked())
                .isNotEmpty()
                .noneMatch(a -> a.headers().containsKey("Authorization"));

        observer.observe(supervision(access, List.of(URI.create(url("localhost")))), FLEET, LIMIT);
        assertThat(alertmanager.asked().getLast().headers().getFirst("Authorization"))
                .isEqualTo("Bearer s3cret");
    }

    @Test
    void whatCannotBeReadIsNotedAndTheRestIsThere() {
        prometheus.on("/api/v1/rules", ScriptedApi.status(500, "broken\u0007"));

        SupervisionStatus status = status();
        assertThat(status.notes()).anyMatch(n -> n.contains("status 500 to /api/v1/rules: broken"));
        assertThat(status.services()).isNotEmpty();
    }

    @Test
    void hostileTextsComeWithoutControlCharacters() {
        prometheus.on(
                "/api/v1/targets",
                """
                {"status": "success", "data": {"activeTargets": [
                  {"labels": {"job": "a\\u001b[31m", "instance": "%s"},
                   "scrapeUrl": "http://x/?target=%%00%%e2%%80%%ae", "health": "down",
                   "lastError": "\\u0000\\u009b"}]}}
                """
                        .formatted("x".repeat(100_000)));

        Check check =
                status().services().stream()
                        .filter(c -> c.host().startsWith("xxx"))
                        .findFirst()
                        .orElseThrow();
        assertThat(check.host()).hasSizeLessThan(1100);
        assertThat(VisibleText.isPlain(check.toString())).isTrue();
    }

    @Test
    void anotherProgramIsSaidToBeOne() {
        var other = Supervision.prometheus("p", alertmanager.url());

        assertThat(observer.observe(other, FLEET, LIMIT))
                .isInstanceOfSatisfying(
                        SupervisionObservation.NotObserved.class,
                        n ->
                                assertThat(n.text())
                                        .contains("no such API")
                                        .endsWith("is this Prometheus?"));
    }

    private SupervisionStatus status() {
        SupervisionObservation seen =
                observer.observe(
                        supervision(WebAccess.of(prometheus.url()), List.of()), FLEET, LIMIT);
        assertThat(seen).isInstanceOf(SupervisionObservation.Observed.class);
        return ((SupervisionObservation.Observed) seen).status();
    }

    private Check check(String host) {
        return status().services().stream()
                .filter(c -> c.host().equals(host))
                .findFirst()
                .orElseThrow();
    }

    private static Supervision supervision(WebAccess access, List<URI> managers) {
        return new Supervision(
                "p",
                SupervisionKind.PROMETHEUS,
                Optional.empty(),
                Optional.of(access),
                managers,
                SupervisionKind.PROMETHEUS.config(),
                List.of(),
                DrillPolicy.DEFAULT);
    }
}
