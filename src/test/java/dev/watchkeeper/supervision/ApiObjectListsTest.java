package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.ObjectLists.Listed;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What supervisions with an API list, and after which load of their configuration.
final class ApiObjectListsTest {
    private static final String RULES =
            """
            {"status": "success", "data": {"groups": [{"name": "g", "rules": [
              {"type": "alerting", "name": "Expires docs", "query": "1"},
              {"type": "recording", "name": "Recorded", "query": "1"}]}]}}
            """;

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()));
    private final ObjectLists lists = new ApiObjectLists(client);
    private ScriptedApi api;

    @BeforeEach
    void start() throws IOException {
        api = new ScriptedApi();
    }

    @AfterEach
    void stop() {
        api.close();
        client.close();
    }

    @Test
    void rulesThatAlertAreListed() {
        runtime(true);
        api.on("/api/v1/rules", RULES);

        assertThat(ask(SupervisionKind.PROMETHEUS, "Expires docs"))
                .isEqualTo(new Listed.All("2026-05-04T12:00:00Z"));
        assertThat(ask(SupervisionKind.PROMETHEUS, "Expires docs", "Recorded", "Other\u202e"))
                .isEqualTo(
                        new Listed.Missing(
                                "it does not list Recorded, Other\\u{202e}",
                                "2026-05-04T12:00:00Z"));
    }

    @Test
    void aLoadThatFailedIsAnotherLoadAndListsNothingNew() {
        runtime(false);
        api.on("/api/v1/rules", RULES);

        assertThat(ask(SupervisionKind.PROMETHEUS, "Expires docs"))
                .isInstanceOfSatisfying(
                        Listed.Missing.class,
                        m -> {
                            assertThat(m.text()).contains("could not load its configuration");
                            assertThat(m.load()).isNotEqualTo("2026-05-04T12:00:00Z");
                        });
    }

    @Test
    void oneThatDoesNotTellIsNotKnown() {
        api.on("/api/v1/status/runtimeinfo", ScriptedApi.status(503, ""));

        assertThat(ask(SupervisionKind.PROMETHEUS)).isInstanceOf(Listed.Unknown.class);
        assertThat(ask(SupervisionKind.ICINGA)).isInstanceOf(Listed.Unknown.class);
    }

    @Test
    void servicesOfIcingaAreListedByHost() {
        api.on(
                "/v1/status",
                """
                {"results": [{"name": "IcingaApplication",
                  "status": {"icingaapplication": {"app": {"pid": 42}}}}]}
                """);
        api.on(
                "/v1/objects/services",
                "{\"results\": [{\"attrs\": {\"name\": \"cert\", \"host_name\": \"docs\"}}]}");

        assertThat(ask(SupervisionKind.ICINGA, "docs/cert")).isEqualTo(new Listed.All("42"));
        assertThat(ask(SupervisionKind.ICINGA, "cert"))
                .isEqualTo(new Listed.Missing("it does not list cert", "42"));
    }

    private void runtime(boolean loaded) {
        api.on(
                "/api/v1/status/runtimeinfo",
                """
                {"status": "success", "data": {"reloadConfigSuccess": %s,
                  "lastConfigTime": "2026-05-04T12:00:00Z"}}
                """
                        .formatted(loaded));
    }

    private Listed ask(SupervisionKind kind, String... objects) {
        var supervision =
                new Supervision(
                        "one",
                        kind,
                        Optional.empty(),
                        Optional.of(WebAccess.of(api.url())),
                        List.of(),
                        kind.config(),
                        List.of(),
                        DrillPolicy.DEFAULT);
        return lists.ask(supervision, List.of(objects), Duration.ofSeconds(20));
    }
}
