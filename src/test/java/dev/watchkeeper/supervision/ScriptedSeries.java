package dev.watchkeeper.supervision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Series that a scripted Prometheus answers with, each as of one moment of its own clock.
final class ScriptedSeries {
    /// When it answers, by its own clock, which is some days off.
    static final double NOW = 1_777_000_000;

    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"result\":[]}}";

    private final Map<String, List<String>> byQuery = new LinkedHashMap<>();

    /// A probe of blackbox_exporter that was made so many seconds ago.
    ScriptedSeries probe(String labels, String success, String expiry, int age) {
        series("probe_success", labels, success);
        if (!expiry.isEmpty()) {
            series("probe_ssl_earliest_cert_expiry", labels, expiry);
        }
        return series("timestamp(probe_success)", labels, String.valueOf(NOW - age));
    }

    /// A node_exporter that was scraped so many seconds ago.
    ScriptedSeries node(String labels, int age) {
        series("node_time_seconds", labels, String.valueOf(NOW - age + 90));
        series("node_procs_blocked", labels, "3");
        series("node_boot_time_seconds", labels, "1776000000");
        return series("timestamp(node_time_seconds)", labels, String.valueOf(NOW - age));
    }

    /// @param labels as JSON, without braces
    /// @param value as JSON has it between quotes
    ScriptedSeries series(String query, String labels, String value) {
        String name = query.matches("\\w+") ? "\"__name__\":\"" + query + "\"," : "";
        return named(query, name, labels, value);
    }

    /// One of a query over several families.
    ScriptedSeries of(String query, String family, String labels, String value) {
        return named(query, "\"__name__\":\"" + family + "\",", labels, value);
    }

    private ScriptedSeries named(String query, String name, String labels, String value) {
        byQuery.computeIfAbsent(query, _ -> new ArrayList<>())
                .add(
                        "{\"metric\":{%s%s},\"value\":[%.3f,\"%s\"]}"
                                .formatted(name, labels, NOW, value));
        return this;
    }

    static String labels(String job, String instance) {
        return "\"job\":\"%s\",\"instance\":\"%s\"".formatted(job, instance);
    }

    void on(ScriptedApi api) {
        api.on("/api/v1/query", EMPTY);
        byQuery.forEach((query, series) ->
                api.on(
                        "/api/v1/query?query=" + query,
                        "{\"status\":\"success\",\"data\":{\"result\":"
                                + series.stream().collect(Collectors.joining(",", "[", "]"))
                                + "}}"));
    }
}
