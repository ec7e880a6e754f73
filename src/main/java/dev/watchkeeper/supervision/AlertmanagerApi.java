package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.ApiReply.Why;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The API of one Alertmanager, version 2.
///
/// See <https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml>.
record AlertmanagerApi(ApiSession session) {
    static final String SENT = "alertmanager_notifications_total";
    static final String FAILED = "alertmanager_notifications_failed_total";
    static final String TRIED = "alertmanager_notification_requests_total";
    static final String TRIED_IN_VAIN = "alertmanager_notification_requests_failed_total";
    static final String STARTED = "process_start_time_seconds";

    private static final Set<String> COUNTERS = Set.of(SENT, FAILED, TRIED, TRIED_IN_VAIN, STARTED);

    private static final Duration ONE_QUESTION = Duration.ofSeconds(10);

    /// The same, from now on until then at most.
    AlertmanagerApi until(Limit limit) {
        return new AlertmanagerApi(session.anew(limit.atMost(ONE_QUESTION)));
    }

    String address() {
        return ApiText.shown(session.access().url().toString());
    }

    ApiReply<AlertmanagerConfig> config() {
        return session.get("/api/v2/status")
                .then(status ->
                        AlertmanagerConfig.of(status.path("config").path("original").asString(""))
                                .<ApiReply<AlertmanagerConfig>>map(
                                        c -> new ApiReply.Answered<>(c, Optional.empty()))
                                .orElseGet(() ->
                                        ApiReply.failed(
                                                Why.UNREADABLE,
                                                address()
                                                        + " shows no configuration that can be"
                                                        + " read: is this an Alertmanager?")));
    }

    ApiReply<List<AlertmanagerAlert>> alerts() {
        return session.get("/api/v2/alerts").map(AlertmanagerAlert::all);
    }

    /// Those with this label alone.
    ApiReply<List<AlertmanagerAlert>> alerts(String label, String value) {
        return session.get("/api/v2/alerts", "filter", label + "=\"" + value + "\"")
                .map(AlertmanagerAlert::all);
    }

    ApiReply<List<AlertmanagerSilence>> silences(Instant now) {
        return session.get("/api/v2/silences").map(list -> AlertmanagerSilence.all(list, now));
    }

    ApiReply<PrometheusMetrics> counters() {
        return session.page("/metrics").map(page -> PrometheusMetrics.of(page, COUNTERS));
    }

    ApiReply<JsonNode> send(Map<String, Object> alert) {
        return session.post("/api/v2/alerts", List.of(alert));
    }
}
