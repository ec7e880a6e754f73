package dev.watchkeeper.supervision;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a Prometheus scrapes, as `/api/v1/targets` has it.
///
/// @param labels after relabelling
/// @param parameters of the address that is scraped; blackbox_exporter is told by `target` what to
///   probe
record PrometheusTarget(
        Map<String, String> labels,
        String scrapeUrl,
        Map<String, String> parameters,
        Health health,
        String lastError,
        Optional<Instant> lastScrape,
        Duration every) {
    private static final int MOST = 20_000;

    /// What the last scrape came to.
    enum Health {
        UP,
        DOWN,
        UNKNOWN
    }

    PrometheusTarget {
        labels = Map.copyOf(labels);
        parameters = Map.copyOf(parameters);
    }

    static List<PrometheusTarget> all(JsonNode data) {
        List<PrometheusTarget> targets = new ArrayList<>();
        for (JsonNode target : data.path("activeTargets")) {
            if (targets.size() < MOST) {
                targets.add(of(target));
            }
        }
        return targets;
    }

    private static PrometheusTarget of(JsonNode target) {
        String url = target.path("scrapeUrl").asString("");
        return new PrometheusTarget(
                ApiText.texts(target.path("labels")),
                ApiText.shown(url),
                parameters(url),
                switch (target.path("health").asString("")) {
                    case "up" -> Health.UP;
                    case "down" -> Health.DOWN;
                    default -> Health.UNKNOWN;
                },
                ApiText.at(target, "lastError"),
                ApiText.instant(target, "lastScrape"),
                PrometheusTime.duration(target.path("scrapeInterval").asString(""))
                        .orElse(Duration.ZERO));
    }

    private static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new HashMap<>();
        try {
            String query = Optional.ofNullable(URI.create(url).getRawQuery()).orElse("");
            for (String pair : query.split("&", 50)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.putIfAbsent(
                            ApiText.shown(URLDecoder.decode(pair.substring(0, equals), UTF_8)),
                            ApiText.shown(URLDecoder.decode(pair.substring(equals + 1), UTF_8)));
                }
            }
        } catch (IllegalArgumentException _) {
            // An address that is none has no parameters.
            return Map.of();
        }
        return parameters;
    }

    String job() {
        return labels.getOrDefault("job", "");
    }

    String instance() {
        return labels.getOrDefault("instance", "");
    }

    /// What an exporter is told to probe; empty where the target is what is scraped.
    Optional<String> probed() {
        return Optional.ofNullable(parameters.get("target")).filter(t -> !t.isEmpty());
    }

    String module() {
        return parameters.getOrDefault("module", "");
    }
}
