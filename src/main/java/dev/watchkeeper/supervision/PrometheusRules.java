package dev.watchkeeper.supervision;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The groups of rules of a Prometheus, as `/api/v1/rules` has them.
record PrometheusRules(List<Group> groups) {
    static final PrometheusRules NONE = new PrometheusRules(List.of());

    private static final int MOST_GROUPS = 5_000;
    private static final int MOST_ALERTS = 20_000;
    private static final Set<String> ALWAYS =
            Set.of("watchdog", "deadmansswitch", "deadmanssnitch", "deadmanswitch");

    PrometheusRules {
        groups = List.copyOf(groups);
    }

    /// @param every the interval at which its rules are evaluated
    /// @param last when they last were
    /// @param faults of rules that could not be evaluated
    record Group(
            String name,
            String file,
            Duration every,
            Optional<Instant> last,
            List<Rule> alerting,
            List<String> faults) {
        Group {
            alerting = List.copyOf(alerting);
            faults = List.copyOf(faults);
        }
    }

    /// An alerting rule.
    record Rule(
            String name,
            String text,
            PrometheusQuery query,
            Map<String, String> labels,
            boolean firing,
            List<Alert> alerts) {
        Rule {
            labels = Map.copyOf(labels);
            alerts = List.copyOf(alerts);
        }

        /// Whether it fires always, by its query or by the name that is usual for such a rule.
        boolean isWatchdog() {
            return text.replaceAll("[\\s()]", "").equals("vector1")
                    || ALWAYS.contains(name.toLowerCase(Locale.ROOT));
        }
    }

    /// An alert of a rule.
    record Alert(
            Map<String, String> labels, String summary, boolean firing, Optional<Instant> since) {
        Alert {
            labels = Map.copyOf(labels);
        }
    }

    static PrometheusRules of(JsonNode data) {
        Map<String, String> recorded = new HashMap<>();
        for (JsonNode group : data.path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (rule.path("type").asString("").equals("recording")) {
                    recorded.put(rule.path("name").asString(""), rule.path("query").asString(""));
                }
            }
        }
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : data.path("groups")) {
            if (groups.size() < MOST_GROUPS) {
                groups.add(group(group, recorded));
            }
        }
        return new PrometheusRules(groups);
    }

    private static Group group(JsonNode group, Map<String, String> recorded) {
        List<Rule> alerting = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (JsonNode rule : group.path("rules")) {
            if (rule.path("health").asString("").equals("err")) {
                faults.add(ApiText.at(rule, "name") + ": " + ApiText.at(rule, "lastError"));
            }
            if (rule.path("type").asString("").equals("alerting")) {
                alerting.add(rule(rule, recorded));
            }
        }
        return new Group(
                ApiText.at(group, "name"),
                ApiText.at(group, "file"),
                PrometheusTime.seconds(group.path("interval").asDouble(0)),
                ApiText.instant(group, "lastEvaluation"),
                alerting,
                faults);
    }

    private static Rule rule(JsonNode rule, Map<String, String> recorded) {
        String text = rule.path("query").asString("");
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode alert : rule.path("alerts")) {
            if (alerts.size() < MOST_ALERTS) {
                alerts.add(alert(alert));
            }
        }
        return new Rule(
                ApiText.at(rule, "name"),
                ApiText.shown(text),
                PrometheusQuery.of(text, recorded),
                ApiText.texts(rule.path("labels")),
                rule.path("state").asString("").equals("firing"),
                alerts);
    }

    private static Alert alert(JsonNode alert) {
        Map<String, String> said = ApiText.texts(alert.path("annotations"));
        String summary =
                Stream.of("summary", "description", "message")
                        .flatMap(a -> Optional.ofNullable(said.get(a)).stream())
                        .findFirst()
                        .orElse("");
        return new Alert(
                ApiText.texts(alert.path("labels")),
                summary,
                alert.path("state").asString("").equals("firing"),
                ApiText.instant(alert, "activeAt"));
    }

    List<Rule> alerting() {
        return groups.stream().flatMap(g -> g.alerting().stream()).toList();
    }

    /// Those that look at what is left of a certificate.
    static List<Rule> ofExpiry(List<Rule> rules) {
        return rules.stream().filter(r -> r.query().remaining().isPresent()).toList();
    }

    Optional<Rule> watchdog() {
        return alerting().stream().filter(Rule::isWatchdog).findFirst();
    }

    /// When a rule was last evaluated.
    Optional<Instant> newest() {
        return groups.stream().flatMap(g -> g.last().stream()).max(Instant::compareTo);
    }
}
