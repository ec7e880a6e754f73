package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.Check.State;
import dev.watchkeeper.supervision.PrometheusRules.Alert;
import dev.watchkeeper.supervision.PrometheusRules.Group;
import dev.watchkeeper.supervision.PrometheusRules.Rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes checks of what a Prometheus scrapes and of its groups of rules.
final class PrometheusChecks {
    /// Stands for the receivers where no Alertmanager could be asked for them.
    static final String UNKNOWN_RECEIVER = "unknown";

    private final String place;
    private final PrometheusRules rules;
    private final PrometheusScopes scopes;
    private final Map<String, Boolean> probes;
    private final List<AlertmanagerState> managers;
    private final Map<String, List<Firing>> alerts = new HashMap<>();

    /// @param place what the rules are told to be checks of
    /// @param probes whether the last probe of an instance succeeded
    PrometheusChecks(
            String place,
            PrometheusRules rules,
            PrometheusScopes scopes,
            Map<String, Boolean> probes,
            List<AlertmanagerState> managers) {
        this.place = place;
        this.rules = rules;
        this.scopes = scopes;
        this.probes = probes;
        this.managers = managers;
        for (Rule rule : rules.alerting()) {
            for (Alert alert : rule.alerts()) {
                String instance = alert.labels().getOrDefault("instance", "");
                alerts.computeIfAbsent(instance, _ -> new ArrayList<>())
                        .add(new Firing(rule, alert));
            }
        }
    }

    private record Firing(Rule rule, Alert alert) {}

    List<Check> all(List<PrometheusTarget> targets) {
        List<Check> checks = new ArrayList<>();
        List<Rule> alerting = rules.alerting();
        targets.forEach(t -> checks.add(check(t, alerting)));
        rules.groups().forEach(g -> checks.add(group(g)));
        return checks;
    }

    private Check check(PrometheusTarget target, List<Rule> alerting) {
        List<Rule> covering = alerting.stream().filter(r -> scopes.covers(r, target)).toList();
        Scope scope = scopes.scope(target, covering);
        // What is said of the expiry is what the check is for.
        List<Rule> telling =
                scope.what() == Scope.What.TLS_EXPIRY
                        ? PrometheusRules.ofExpiry(covering)
                        : covering;
        Optional<Firing> worst = worst(target);
        return new Check(
                target.instance(),
                target.job(),
                scope,
                timing(target.every(), target.lastScrape()),
                result(target, worst),
                telling(target.labels(), telling, worst));
    }

    private Optional<Firing> worst(PrometheusTarget target) {
        return alerts.getOrDefault(target.instance(), List.of()).stream()
                .filter(f ->
                        f.alert().labels().getOrDefault("job", target.job()).equals(target.job()))
                .max(
                        Comparator.comparing((Firing f) -> f.alert().firing())
                                .thenComparing(
                                        f -> !PrometheusScopes.isWarning(f.alert().labels())));
    }

    private Check.Result result(PrometheusTarget target, Optional<Firing> worst) {
        if (worst.isPresent()) {
            Alert alert = worst.get().alert();
            State state =
                    PrometheusScopes.isWarning(alert.labels()) ? State.WARNING : State.CRITICAL;
            return new Check.Result(
                    state,
                    alert.firing(),
                    alert.since(),
                    ApiText.shown(worst.get().rule().name() + ": " + alert.summary()));
        }
        boolean failed = Boolean.FALSE.equals(probes.get(probe(target)));
        State state =
                switch (target.health()) {
                    case UP -> failed ? State.CRITICAL : State.OK;
                    case DOWN -> State.CRITICAL;
                    case UNKNOWN -> State.PENDING;
                };
        String output = failed ? "probe_success is 0" : target.lastError();
        // No rule has called it a problem.
        return new Check.Result(state, state == State.OK, Optional.empty(), output);
    }

    private static String probe(PrometheusTarget target) {
        return target.job() + "\n" + target.instance();
    }

    private Check.Telling telling(
            Map<String, String> labels, List<Rule> telling, Optional<Firing> worst) {
        List<String> contacts =
                telling.stream()
                        .flatMap(r -> receivers(labels(r, labels)).stream())
                        .distinct()
                        .toList();
        return new Check.Telling(
                !telling.isEmpty(),
                worst.flatMap(this::told),
                false,
                downtime(telling.stream().map(r -> labels(r, labels)).toList()),
                contacts);
    }

    private static Map<String, String> labels(Rule rule, Map<String, String> target) {
        Map<String, String> all = new HashMap<>(target);
        all.putAll(rule.labels());
        all.put("alertname", rule.name());
        return all;
    }

    private List<String> receivers(Map<String, String> labels) {
        List<AlertmanagerConfig> configs =
                managers.stream().flatMap(m -> m.config().stream()).toList();
        return configs.isEmpty()
                ? List.of(UNKNOWN_RECEIVER)
                : configs.stream().flatMap(c -> c.reached(labels).stream()).distinct().toList();
    }

    /// An Alertmanager does not say when it told somebody: that it has the alert, and that its way
    /// ends in an integration, counts.
    private Optional<Instant> told(Firing firing) {
        Map<String, String> labels = firing.alert().labels();
        String instance = labels.getOrDefault("instance", "");
        return managers.stream()
                .flatMap(m ->
                        m.alerts().stream()
                                .filter(AlertmanagerAlert::active)
                                .filter(a -> a.name().equals(firing.rule().name()))
                                .filter(a ->
                                        a.labels().getOrDefault("instance", "").equals(instance))
                                .filter(a -> isHeard(m, a))
                                .flatMap(a -> a.updatedAt().stream()))
                .max(Comparator.naturalOrder());
    }

    private static boolean isHeard(AlertmanagerState manager, AlertmanagerAlert alert) {
        return manager.config()
                .map(c -> alert.receivers().stream().anyMatch(r -> !c.integrations(r).isEmpty()))
                .orElse(true);
    }

    /// Until when all of these alerts are kept silent.
    private Optional<Check.Downtime> downtime(List<Map<String, String>> telling) {
        List<Optional<AlertmanagerSilence>> silences = telling.stream().map(this::longest).toList();
        boolean all = !silences.isEmpty() && silences.stream().allMatch(Optional::isPresent);
        return all
                ? silences.stream()
                        .flatMap(Optional::stream)
                        .min(Comparator.comparing(PrometheusChecks::end))
                        .map(AlertmanagerSilence::downtime)
                : Optional.empty();
    }

    private Optional<AlertmanagerSilence> longest(Map<String, String> labels) {
        return managers.stream()
                .flatMap(m -> m.silences().stream())
                .filter(s -> s.covers(labels))
                .max(Comparator.comparing(PrometheusChecks::end));
    }

    private static Instant end(AlertmanagerSilence silence) {
        return silence.until().orElse(Instant.MAX);
    }

    private Check group(Group group) {
        boolean fault = !group.faults().isEmpty();
        State state = fault ? State.CRITICAL : group.last().isEmpty() ? State.PENDING : State.OK;
        String output = ApiText.shown(String.join("; ", group.faults()));
        List<String> contacts =
                group.alerting().stream()
                        .flatMap(r -> receivers(labels(r, Map.of())).stream())
                        .distinct()
                        .toList();
        return new Check(
                place,
                "rule group " + group.name(),
                other(group.file()),
                timing(group.every(), group.last()),
                new Check.Result(state, !fault, Optional.empty(), output),
                new Check.Telling(true, Optional.empty(), false, Optional.empty(), contacts));
    }

    private static Scope other(String command) {
        return new Scope(
                Scope.What.OTHER,
                "",
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                command);
    }

    private static Check.Timing timing(Duration every, Optional<Instant> last) {
        return new Check.Timing(every, last, last.map(l -> l.plus(every)), true, false);
    }
}
