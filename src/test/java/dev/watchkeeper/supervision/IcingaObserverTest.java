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

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What is told of an Icinga 2 by its answers.
final class IcingaObserverTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()));
    private ScriptedApi api;

    @BeforeEach
    void start() throws Exception {
        api = new ScriptedApi();
        api.on("/v1/status", status(true, "{\"notification\": 1}"));
        objects("users", user("alice", "ops", true), user("bob", "ops", false));
        objects(
                "notifications",
                """
                {"host_name": "docs", "service_name": "cert", "command": "mail", "users": [],
                 "user_groups": ["ops"], "last_notification": 1777890000.5}
                """);
        objects("notificationcommands", "{\"name\": \"mail\", \"command\": [\"mail\", \"-s\"]}");
        objects("downtimes");
        objects(
                "hosts",
                """
                {"name": "docs", "address": "192.0.2.1", "check_command": "hostalive",
                 "state": 1, "state_type": 1, "last_check": 1777895000, "check_interval": 60,
                 "enable_active_checks": true, "enable_notifications": true}
                """);
        objects("services", service("null", 0));
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private static String status(boolean notifications, String feature) {
        return """
        {"results": [
          {"name": "CIB", "status": {"uptime": 6000.0}},
          {"name": "NotificationComponent", "status": {"notificationcomponent": %s}},
          {"name": "IcingaApplication", "status": {"icingaapplication": {"app": {
            "enable_host_checks": true, "enable_service_checks": true,
            "enable_notifications": %s, "pid": 42, "program_start": 1777890000,
            "version": "r2.13.6-1"}}}}]}
        """
                .formatted(feature, notifications);
    }

    private static String user(String name, String group, boolean told) {
        return "{\"name\": \"%s\", \"groups\": [\"%s\"], \"enable_notifications\": %s}"
                .formatted(name, group, told);
    }

    private static String service(String result, int depth) {
        return """
        {"name": "cert", "host_name": "docs", "check_command": "http", "state": 2.0,
         "state_type": 0, "check_interval": 300, "last_check": -1,
         "enable_active_checks": true, "enable_passive_checks": true,
         "enable_notifications": true, "acknowledgement": 0, "downtime_depth": %d,
         "vars": {"http_certificate": "30,14", "http_ssl": true, "http_vhost": "docs.example.org"},
         "last_check_result": %s}
        """
                .formatted(depth, result);
    }

    private void objects(String type, String... attrs) {
        String all =
                String.join(
                        ",", List.of(attrs).stream().map(a -> "{\"attrs\": " + a + "}").toList());
        api.on("/v1/objects/" + type, "{\"results\": [" + all + "]}");
    }

    @Test
    void itsClockIsItsStartAndHowLongItRuns() {
        SupervisionStatus status = observed();

        assertThat(status.clock()).isEqualTo(Instant.ofEpochSecond(1777896000));
        assertThat(status.daemon().startedAt()).contains(Instant.ofEpochSecond(1777890000));
        assertThat(status.daemon().writtenAt()).contains(Instant.ofEpochSecond(1777895000));
        assertThat(status.daemon().pid()).hasValue(42);
        assertThat(status.notes()).isEmpty();
    }

    @Test
    void longQuestionsGoInTheBody() {
        observed();

        assertThat(api.asked())
                .filteredOn(a -> a.target().equals("/v1/objects/services"))
                .singleElement()
                .matches(a -> a.method().equals("POST"))
                .matches(a -> "GET".equals(a.headers().getFirst("X-HTTP-Method-Override")))
                .matches(a -> a.body().contains("\"last_check_result\""));
    }

    @Test
    void whatHasNotRunYetIsReadByItsVariables() {
        Check check = check("cert");

        assertThat(check.scope().what()).isEqualTo(Scope.What.TLS_EXPIRY);
        assertThat(check.scope().address()).isEqualTo("192.0.2.1");
        assertThat(check.scope().names()).containsExactly("docs.example.org");
        assertThat(check.scope().critical()).contains(Duration.ofDays(14));
        assertThat(check.result().state()).isEqualTo(Check.State.PENDING);
        assertThat(check.telling().contacts()).containsExactly("alice");
        assertThat(check.telling().lastSent()).contains(Instant.ofEpochMilli(1777890000500L));
    }

    @Test
    void whatHasRunIsReadByWhatRan() {
        objects(
                "services",
                service(
                        "{\"command\": [\"/p/check_http\", \"-S\", \"-I\", \"::1\"], \"output\":"
                                + " \"a\\u0000\\nb\"}",
                        0));

        Check check = check("cert");
        assertThat(check.scope().what()).isEqualTo(Scope.What.TLS);
        assertThat(check.scope().address()).isEqualTo("::1");
        assertThat(VisibleText.isPlain(check.result().output())).isTrue();
    }

    @Test
    void aHostThatIsDownIsCritical() {
        assertThat(check("").result().state()).isEqualTo(Check.State.CRITICAL);
        assertThat(check("").scope().what()).isEqualTo(Scope.What.ALIVE);
    }

    @Test
    void aDowntimeOfYearsHasNoEnd() {
        objects("services", service("null", 1));
        objects(
                "downtimes",
                """
                {"host_name": "docs", "service_name": "cert", "end_time": 9000000000,
                 "author": "me", "comment": "later"}
                """);

        assertThat(check("cert").telling().downtime())
                .contains(new Check.Downtime(Optional.empty(), "me", "later"));
    }

    @Test
    void notificationsAreOffByTheFlagAndWithoutTheirFeature() {
        assertThat(observed().notifications()).isEqualTo(Switch.ON);
        api.on("/v1/status", status(false, "{\"notification\": 1}"));
        assertThat(observed().notifications()).isEqualTo(Switch.OFF);
        api.on("/v1/status", status(true, "{}"));
        assertThat(observed().notifications()).isEqualTo(Switch.OFF);
    }

    @Test
    void whatItsUserMayNotReadIsNoted() {
        api.on("/v1/objects/users", ScriptedApi.status(403, "{\"error\": 403}"));

        assertThat(observed().notes())
                .singleElement()
                .asString()
                .contains("does not allow /v1/objects/users (status 403)");
    }

    private SupervisionStatus observed() {
        SupervisionObservation seen =
                new IcingaObserver(client, InstantSource.fixed(Instant.EPOCH))
                        .observe(supervision(), fleet(), LIMIT);
        assertThat(seen).isInstanceOf(SupervisionObservation.Observed.class);
        return ((SupervisionObservation.Observed) seen).status();
    }

    private Check check(String name) {
        return observed().services().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Fleet fleet() {
        return new Fleet(List.of(), List.of(), List.of(), Thresholds.DEFAULT);
    }

    private Supervision supervision() {
        return new Supervision(
                "i",
                SupervisionKind.ICINGA,
                Optional.empty(),
                Optional.of(WebAccess.of(api.url())),
                List.of(),
                SupervisionKind.ICINGA.config(),
                List.of(),
                DrillPolicy.DEFAULT);
    }
}
