package dev.watchkeeper.supervision;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A route of an Alertmanager, with what it takes over from the routes above it.
///
/// @param goesOn whether routes after it are tried too (`continue`)
/// @param muted the names of the time intervals in which it is mute, or outside of which it is
record AlertmanagerRoute(
        String receiver,
        List<PrometheusMatcher> matchers,
        boolean goesOn,
        Duration groupWait,
        List<String> muted,
        List<AlertmanagerRoute> routes) {
    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

    AlertmanagerRoute {
        matchers = List.copyOf(matchers);
        muted = List.copyOf(muted);
        routes = List.copyOf(routes);
    }

    static AlertmanagerRoute of(JsonNode root) {
        return of(root, "", USUAL_WAIT);
    }

    private static AlertmanagerRoute of(JsonNode node, String above, Duration waitAbove) {
        String own = ApiText.at(node, "receiver");
        String receiver = own.isEmpty() ? above : own;
        Duration wait =
                PrometheusTime.duration(node.path("group_wait").asString("")).orElse(waitAbove);
        List<AlertmanagerRoute> routes = new ArrayList<>();
        node.path("routes").forEach(r -> routes.add(of(r, receiver, wait)));
        return new AlertmanagerRoute(
                receiver,
                matchers(node),
                node.path("continue").asBoolean(false),
                wait,
                muted(node),
                routes);
    }

    private static List<PrometheusMatcher> matchers(JsonNode node) {
        List<PrometheusMatcher> matchers = new ArrayList<>();
        node.path("match")
                .properties()
                .forEach(e ->
                        matchers.add(
                                PrometheusMatcher.of(
                                        e.getKey(),
                                        PrometheusMatcher.Op.EQUAL,
                                        e.getValue().asString(""))));
        node.path("match_re")
                .properties()
                .forEach(e ->
                        matchers.add(
                                PrometheusMatcher.of(
                                        e.getKey(),
                                        PrometheusMatcher.Op.LIKE,
                                        e.getValue().asString(""))));
        node.path("matchers")
                .forEach(m -> PrometheusMatcher.parse(m.asString("")).ifPresent(matchers::add));
        return matchers;
    }

    private static List<String> muted(JsonNode node) {
        List<String> muted = new ArrayList<>();
        Stream.of("mute_time_intervals", "active_time_intervals")
                .forEach(k -> node.path(k).forEach(n -> muted.add(ApiText.shown(n.asString("")))));
        return muted;
    }

    /// The routes in which an alert ends, this one taken to match it.
    List<AlertmanagerRoute> ends(Map<String, String> labels) {
        List<AlertmanagerRoute> ends = new ArrayList<>();
        for (AlertmanagerRoute route : routes) {
            if (route.matchers.stream().allMatch(m -> m.matches(labels))) {
                ends.addAll(route.ends(labels));
                if (!route.goesOn) {
                    break;
                }
            }
        }
        return ends.isEmpty() ? List.of(this) : ends;
    }

    /// This route and all below it.
    Stream<AlertmanagerRoute> all() {
        return Stream.concat(Stream.of(this), routes.stream().flatMap(AlertmanagerRoute::all));
    }

    /// Whether it is only for alerts with such a label.
    boolean isFor(String label, String value) {
        return matchers.stream()
                .anyMatch(m ->
                        m.name().equals(label)
                                && m.matches(Map.of(label, value))
                                && !m.matches(Map.of()));
    }

    Optional<String> muting() {
        return muted.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", muted));
    }
}
