package dev.watchkeeper.supervision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Follows the alert that always fires to where its route ends.
final class PrometheusWatchdog {
    private PrometheusWatchdog() {}

    static Alerting.Watchdog of(PrometheusRules.Rule rule, List<AlertmanagerState> managers) {
        List<AlertmanagerState> asked = managers.stream().filter(m -> m.fault().isEmpty()).toList();
        boolean arrived =
                asked.stream()
                        .flatMap(m -> m.alerts().stream())
                        .anyMatch(a -> a.name().equals(rule.name()));
        List<String> receivers =
                asked.stream().flatMap(m -> receivers(rule, m).stream()).distinct().toList();
        return new Alerting.Watchdog(
                rule.name(),
                rule.firing(),
                asked.isEmpty() ? Switch.UNKNOWN : arrived ? Switch.ON : Switch.OFF,
                receivers,
                ends(receivers, asked));
    }

    /// Where it is, or, where it has not arrived, would be.
    private static List<String> receivers(PrometheusRules.Rule rule, AlertmanagerState manager) {
        List<String> has =
                manager.alerts().stream()
                        .filter(a -> a.name().equals(rule.name()))
                        .flatMap(a -> a.receivers().stream())
                        .toList();
        if (!has.isEmpty()) {
            return has;
        }
        Map<String, String> labels = new HashMap<>(rule.labels());
        labels.put("alertname", rule.name());
        return manager.config().stream()
                .flatMap(c -> c.route().ends(labels).stream())
                .map(AlertmanagerRoute::receiver)
                .toList();
    }

    private static Switch ends(List<String> receivers, List<AlertmanagerState> asked) {
        List<AlertmanagerConfig> configs =
                asked.stream().flatMap(m -> m.config().stream()).toList();
        if (configs.isEmpty() || receivers.isEmpty()) {
            return Switch.UNKNOWN;
        }
        boolean reaches =
                configs.stream()
                        .anyMatch(c ->
                                receivers.stream().anyMatch(r -> !c.integrations(r).isEmpty()));
        return reaches ? Switch.ON : Switch.OFF;
    }
}
