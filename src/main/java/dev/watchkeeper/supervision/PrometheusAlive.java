package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillLegs.Outcome;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first leg of a drill: Prometheus evaluates its rules and reaches Alertmanagers.
final class PrometheusAlive {
    /// What an evaluation may be late on a busy machine.
    private static final Duration LOOKING = Duration.ofSeconds(6);

    private static final Duration SLACK = Duration.ofSeconds(10);

    private final ApiClient client;
    private final Supervision supervision;
    private final Duration pace;
    private final List<AlertmanagerApi> managers = new ArrayList<>();

    PrometheusAlive(ApiClient client, Supervision supervision, Duration pace) {
        this.client = client;
        this.supervision = supervision;
        this.pace = pace;
    }

    /// The Alertmanagers that answered.
    List<AlertmanagerApi> managers() {
        return managers;
    }

    Outcome go(Limit limit) throws InterruptedException {
        var api =
                new PrometheusApi(
                        client.open("Prometheus", supervision.web().orElseThrow(), limit.left()));
        ApiReply<JsonNode> runtime = api.data("status/runtimeinfo");
        if (runtime instanceof ApiReply.Failed<JsonNode> fault) {
            return Outcome.of(fault);
        }
        ApiReply<PrometheusRules> read = api.data("rules").map(PrometheusRules::of);
        if (read instanceof ApiReply.Failed<PrometheusRules> fault) {
            return Outcome.of(fault);
        }
        PrometheusRules rules = read.content().orElse(PrometheusRules.NONE);
        if (rules.alerting().isEmpty()) {
            return Outcome.failed("it has no alerting rule: nothing would ever be told");
        }
        ApiReply<Instant> now = api.clock();
        if (now instanceof ApiReply.Failed<Instant> fault) {
            return Outcome.of(fault);
        }
        Optional<String> late = late(rules, now.content().orElse(Instant.EPOCH));
        if (late.isPresent()) {
            return Outcome.failed(late.get());
        }
        ApiReply<List<URI>> found = discovered(api, limit);
        return found instanceof ApiReply.Failed<List<URI>> fault
                ? Outcome.of(fault)
                : reaches(api, rules, found.content().orElse(List.of()), limit);
    }

    /// After a reload it is without any for some seconds, until it has looked for them anew.
    private ApiReply<List<URI>> discovered(PrometheusApi api, Limit limit)
            throws InterruptedException {
        long end = System.nanoTime() + LOOKING.toNanos();
        ApiReply<List<URI>> found = api.discovered();
        while (found.content().filter(List::isEmpty).isPresent()
                && System.nanoTime() - end < 0
                && limit.left().compareTo(pace) > 0) {
            limit.pause(pace);
            found = api.discovered();
        }
        return found;
    }

    private static Optional<String> late(PrometheusRules rules, Instant now) {
        boolean fresh =
                rules.groups().stream()
                        .anyMatch(g ->
                                g.last()
                                        .map(l -> l.plus(g.every().multipliedBy(3)).plus(SLACK))
                                        .filter(now::isBefore)
                                        .isPresent());
        String since =
                rules.newest()
                        .map(l -> "for " + Spoken.of(Duration.between(l, now)))
                        .orElse("since it started");
        return fresh
                ? Optional.empty()
                : Optional.of("it answers and has evaluated no rule " + since);
    }

    private Outcome reaches(PrometheusApi api, PrometheusRules rules, List<URI> found, Limit limit)
            throws InterruptedException {
        if (found.isEmpty()) {
            return Outcome.failed("it has found no Alertmanager: its alerts go nowhere");
        }
        List<String> faults = new ArrayList<>();
        for (AlertmanagerApi manager : api.managers(supervision, found)) {
            ApiReply<List<AlertmanagerAlert>> alerts = manager.alerts();
            alerts.fault().ifPresentOrElse(faults::add, () -> managers.add(manager));
        }
        if (managers.isEmpty()) {
            return Outcome.failed("no Alertmanager answers: " + String.join("; ", faults));
        }
        String answered =
                "%d of %d Alertmanagers answer"
                        .formatted(managers.size(), managers.size() + faults.size());
        Optional<PrometheusRules.Rule> watchdog = rules.watchdog();
        return watchdog.isEmpty()
                ? Outcome.passed(
                        "rules are evaluated; %s; no alert fires always that would prove the way"
                                        .formatted(answered)
                                + " there")
                : watchdog(watchdog.get(), answered, limit);
    }

    private Outcome watchdog(PrometheusRules.Rule rule, String answered, Limit limit)
            throws InterruptedException {
        if (!rule.firing()) {
            return Outcome.failed("the alert " + rule.name() + " should always fire, and does not");
        }
        // It is sent again each minute.
        while (true) {
            if (has(rule.name(), limit)) {
                return Outcome.passed(
                        "rules are evaluated; %s; %s has arrived".formatted(answered, rule.name()));
            }
            if (limit.left().compareTo(pace) <= 0) {
                return Outcome.failed(
                        "the alert %s fires in Prometheus and has not arrived at an Alertmanager"
                                .formatted(rule.name()));
            }
            limit.pause(pace);
        }
    }

    private boolean has(String name, Limit limit) {
        return managers.stream()
                .map(m -> m.until(limit))
                .flatMap(m -> m.alerts().content().orElse(List.of()).stream())
                .anyMatch(a -> a.name().equals(name));
    }
}
