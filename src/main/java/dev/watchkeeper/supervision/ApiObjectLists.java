package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.VisibleText;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The lists of supervisions that have an API.
///
/// Prometheus goes on with its old rules where it could not load new ones, and says so in
/// `reloadConfigSuccess` of `/api/v1/status/runtimeinfo`.
public final class ApiObjectLists implements ObjectLists {
    private final ApiClient client;

    public ApiObjectLists(ApiClient client) {
        this.client = client;
    }

    @Override
    public Listed ask(Supervision supervision, List<String> objects, Duration limit) {
        return switch (supervision.kind()) {
            case NAGIOS -> ObjectLists.none().ask(supervision, objects, limit);
            case ICINGA -> icinga(supervision, objects, limit);
            case PROMETHEUS -> prometheus(supervision, objects, limit);
        };
    }

    /// Each load is by a new process of it.
    private Listed icinga(Supervision supervision, List<String> objects, Duration limit) {
        var api = new IcingaApi(client.open("Icinga 2", supervision.web().orElseThrow(), limit));
        ApiReply<String> load =
                api.status()
                        .map(parts -> IcingaObserver.application(parts).path("pid").asString(""));
        return judged(load, load.then(_ -> names(api)), objects);
    }

    private static ApiReply<Set<String>> names(IcingaApi api) {
        return api.objects("services", List.of("name", "host_name"))
                .map(all ->
                        all.stream()
                                .map(o -> o.text("host_name") + "/" + o.text("name"))
                                .collect(Collectors.toSet()));
    }

    private Listed prometheus(Supervision supervision, List<String> objects, Duration limit) {
        var api =
                new PrometheusApi(
                        client.open("Prometheus", supervision.web().orElseThrow(), limit));
        ApiReply<JsonNode> runtime = api.data("status/runtimeinfo");
        ApiReply<String> load =
                runtime.map(r ->
                        r.path("lastConfigTime").asString("")
                                + (isLoaded(r) ? "" : ", and not again"));
        return runtime.content().filter(r -> !isLoaded(r)).isPresent()
                ? new Listed.Missing(
                        "it could not load its configuration; its log says why",
                        load.content().orElse(""))
                : judged(load, runtime.then(_ -> rules(api)), objects);
    }

    private static boolean isLoaded(JsonNode runtime) {
        return runtime.path("reloadConfigSuccess").asBoolean(true);
    }

    private static ApiReply<Set<String>> rules(PrometheusApi api) {
        return api.data("rules")
                .map(data ->
                        PrometheusRules.of(data).alerting().stream()
                                .map(PrometheusRules.Rule::name)
                                .collect(Collectors.toSet()));
    }

    private static Listed judged(
            ApiReply<String> load, ApiReply<Set<String>> names, List<String> objects) {
        return names.content()
                .map(n -> judged(n, objects, load.content().orElse("")))
                .orElseGet(() -> new Listed.Unknown(names.fault().orElse("it does not answer")));
    }

    private static Listed judged(Set<String> names, List<String> objects, String load) {
        List<String> missing = objects.stream().filter(o -> !names.contains(o)).toList();
        return missing.isEmpty()
                ? new Listed.All(load)
                : new Listed.Missing(
                        "it does not list " + VisibleText.capped(String.join(", ", missing), 300),
                        load);
    }
}
