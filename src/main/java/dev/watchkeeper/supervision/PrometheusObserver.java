package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Asks a Prometheus and its Alertmanagers by their APIs.
///
/// Its targets are the checks; who is told of one is where the alerts of the rules that look at it
/// end. Its groups of rules are checks too: one that is not evaluated tells nobody anything.
public final class PrometheusObserver implements SupervisionObserver {
    private static final String DROPPED = "prometheus_notifications_dropped_total";

    private final ApiClient client;
    private final InstantSource clock;
    private final AlertmanagerReader managers = new AlertmanagerReader();
    private final LastHour lastHour = new LastHour();

    public PrometheusObserver(ApiClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public SupervisionObservation observe(Supervision supervision, Fleet fleet, Duration limit) {
        Instant now = clock.instant();
        long start = System.nanoTime();
        var api =
                new PrometheusApi(
                        client.open("Prometheus", supervision.web().orElseThrow(), limit));
        ApiReply<JsonNode> runtime = api.data("status/runtimeinfo");
        Optional<SupervisionStatus> status =
                runtime.content().map(r -> status(supervision, api, r, now));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return status.<SupervisionObservation>map(s -> new Observed(supervision, now, took, s))
                .orElseGet(() ->
                        new NotObserved(
                                supervision, now, took, runtime.fault().orElse("it is not known")));
    }

    private SupervisionStatus status(
            Supervision supervision, PrometheusApi api, JsonNode runtime, Instant now) {
        List<String> notes = new ArrayList<>();
        Instant itsClock = api.clock().or(now, notes);
        PrometheusRules rules =
                api.data("rules").map(PrometheusRules::of).or(PrometheusRules.NONE, notes);
        List<PrometheusTarget> targets =
                api.data("targets", "state", "active")
                        .map(PrometheusTarget::all)
                        .or(List.of(), notes);
        ApiReply<List<URI>> found = api.discovered();
        List<AlertmanagerState> states =
                api.managers(supervision, found.or(List.of(), notes)).stream()
                        .map(m -> managers.read(m, api, itsClock, notes))
                        .toList();
        Daemon daemon = daemon(api, runtime, rules, targets, notes);
        List<Check> checks = checks(api, rules, targets, states, notes);
        notes.addAll(warnings(runtime, rules));
        return new SupervisionStatus(
                itsClock,
                daemon,
                Switch.ON,
                Switch.ON,
                checks,
                contacts(states),
                Optional.of(
                        new Alerting(
                                count(found),
                                dropped(api, daemon, itsClock),
                                states.stream().map(AlertmanagerState::manager).toList(),
                                rules.watchdog().map(r -> PrometheusWatchdog.of(r, states)))),
                notes);
    }

    private static List<Check> checks(
            PrometheusApi api,
            PrometheusRules rules,
            List<PrometheusTarget> targets,
            List<AlertmanagerState> states,
            List<String> notes) {
        String place = ApiText.shown(api.session().access().url().getAuthority());
        var scopes = PrometheusScopes.of(api.vector(PrometheusScopes.QUERY).or(List.of(), notes));
        return new PrometheusChecks(place, rules, scopes, probes(api, notes), states).all(targets);
    }

    private static List<Contact> contacts(List<AlertmanagerState> states) {
        return states.stream()
                .flatMap(s -> s.config().stream())
                .flatMap(AlertmanagerConfig::contacts)
                .distinct()
                .toList();
    }

    private static OptionalLong count(ApiReply<List<URI>> found) {
        return found.content().map(l -> OptionalLong.of(l.size())).orElse(OptionalLong.empty());
    }

    private static Daemon daemon(
            PrometheusApi api,
            JsonNode runtime,
            PrometheusRules rules,
            List<PrometheusTarget> targets,
            List<String> notes) {
        Optional<Instant> written =
                Stream.concat(
                                rules.newest().stream(),
                                targets.stream().flatMap(t -> t.lastScrape().stream()))
                        .max(Instant::compareTo);
        return new Daemon(
                api.data("status/buildinfo").map(b -> ApiText.at(b, "version")).or("", notes),
                OptionalLong.empty(),
                Daemon.Life.RUNNING,
                ApiText.instant(runtime, "startTime"),
                written,
                ApiText.shown(api.session().access().url().toString()));
    }

    private static Map<String, Boolean> probes(PrometheusApi api, List<String> notes) {
        Map<String, Boolean> probes = new HashMap<>();
        for (PrometheusMetrics.Sample s : api.vector("probe_success").or(List.of(), notes)) {
            String key =
                    s.labels().getOrDefault("job", "")
                            + "\n"
                            + s.labels().getOrDefault("instance", "");
            probes.put(key, s.value() != 0);
        }
        return probes;
    }

    /// By its own page, and else by what it has scraped of itself.
    private OptionalLong dropped(PrometheusApi api, Daemon daemon, Instant now) {
        PrometheusMetrics own =
                api.session()
                        .page("/metrics")
                        .map(p -> PrometheusMetrics.of(p, Set.of(DROPPED)))
                        .content()
                        .orElse(PrometheusMetrics.NONE);
        if (own.has(DROPPED)) {
            OptionalLong grown =
                    lastHour.growth(daemon.stateFile(), own.sum(DROPPED), daemon.startedAt(), now);
            if (grown.isPresent()) {
                return grown;
            }
        }
        List<PrometheusMetrics.Sample> scraped =
                api.vector("sum by (job, instance) (increase(" + DROPPED + "[1h]))")
                        .content()
                        .orElse(List.of());
        // Of several it is not known which one it is.
        return scraped.size() == 1
                ? OptionalLong.of(Math.round(scraped.getFirst().value()))
                : OptionalLong.empty();
    }

    private static List<String> warnings(JsonNode runtime, PrometheusRules rules) {
        List<String> warnings = new ArrayList<>();
        if (!runtime.path("reloadConfigSuccess").asBoolean(true)) {
            warnings.add(
                    "it could not take in its newest configuration, and runs with an older one");
        }
        rules.alerting().stream()
                .filter(r -> r.query().looksAtExpiry() && r.query().remaining().isEmpty())
                .map(r ->
                        "the rule %s looks at when certificates end, but at no limit that could be"
                                        .formatted(r.name())
                                + " read: "
                                + r.text())
                .forEach(warnings::add);
        return warnings;
    }
}
