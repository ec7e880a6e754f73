package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.ApiReply.Why;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The API of one Prometheus, version 1.
///
/// See <https://prometheus.io/docs/prometheus/latest/querying/api/>.
record PrometheusApi(ApiSession session) {
    private static final int MOST_MANAGERS = 10;

    /// What is in `data` of an answer.
    ApiReply<JsonNode> data(String path, String... query) {
        return data(path, session.get("/api/v1/" + path, query));
    }

    /// The same by POST, for what would not fit into an address.
    ApiReply<JsonNode> posted(String path, String... form) {
        return data(path, session.form("/api/v1/" + path, form));
    }

    private ApiReply<JsonNode> data(String path, ApiReply<JsonNode> reply) {
        return reply.then(root ->
                root.path("status").asString("").equals("success")
                        ? new ApiReply.Answered<>(root.path("data"), Optional.empty())
                        : ApiReply.failed(
                                Why.UNREADABLE,
                                "%s answers /api/v1/%s with no success: is this Prometheus?"
                                        .formatted(session.access().url().getAuthority(), path)));
    }

    /// The newest value of each series.
    ApiReply<List<PrometheusMetrics.Sample>> vector(String query) {
        return data("query", "query", query)
                .map(data -> {
                    List<PrometheusMetrics.Sample> samples = new ArrayList<>();
                    for (JsonNode series : data.path("result")) {
                        sample(series).ifPresent(samples::add);
                    }
                    return samples;
                });
    }

    /// One of the series of an answer; empty where its value is no number.
    static Optional<PrometheusMetrics.Sample> sample(JsonNode series) {
        Map<String, String> labels = new HashMap<>(ApiText.texts(series.path("metric")));
        String name = Optional.ofNullable(labels.remove("__name__")).orElse("");
        return number(series.path("value").path(1))
                .map(value -> new PrometheusMetrics.Sample(name, labels, value));
    }

    /// Its own clock.
    ApiReply<Instant> clock() {
        return data("query", "query", "time()")
                .then(data ->
                        number(data.path("result").path(1))
                                .<ApiReply<Instant>>map(s ->
                                        new ApiReply.Answered<>(
                                                Instant.EPOCH.plus(PrometheusTime.seconds(s)),
                                                Optional.empty()))
                                .orElseGet(() ->
                                        ApiReply.failed(
                                                Why.UNREADABLE, "it does not tell its time")));
    }

    static Optional<Double> number(JsonNode text) {
        try {
            return Optional.of(Double.parseDouble(text.asString("")));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The addresses to which it sends its alerts, without the API's own path.
    ApiReply<List<URI>> discovered() {
        return data("alertmanagers")
                .map(data -> {
                    List<URI> addresses = new ArrayList<>();
                    for (JsonNode manager : data.path("activeAlertmanagers")) {
                        address(manager.path("url").asString("")).ifPresent(addresses::add);
                    }
                    return addresses;
                });
    }

    private static Optional<URI> address(String url) {
        try {
            URI uri = URI.create(url.replaceFirst("/api/v\\d/alerts/?$", ""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The Alertmanagers of the fleet file, or else those that it has found.
    List<AlertmanagerApi> managers(Supervision supervision, List<URI> found) {
        List<URI> given = supervision.alertmanagers();
        return (given.isEmpty() ? found : given)
                .stream()
                        .limit(MOST_MANAGERS)
                        .map(u -> session.at("an Alertmanager", access(u, !given.isEmpty())))
                        .map(AlertmanagerApi::new)
                        .toList();
    }

    /// The secret goes where the fleet file says, and to the host that it is for; never to another
    /// that an answer names.
    private WebAccess access(URI manager, boolean given) {
        WebAccess own = session.access();
        boolean sameHost = manager.getHost().equalsIgnoreCase(own.url().getHost());
        boolean asSecure =
                "https".equals(manager.getScheme()) || !"https".equals(own.url().getScheme());
        return given || (sameHost && asSecure)
                ? own.at(manager)
                : new WebAccess(manager, Optional.empty(), Optional.empty(), own.ca());
    }
}
