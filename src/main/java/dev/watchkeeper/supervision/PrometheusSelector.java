package dev.watchkeeper.supervision;

import java.util.List;
import java.util.Map;

/// What a query takes: `metric{label="value"}`.
///
/// @param metric may be empty
record PrometheusSelector(String metric, List<PrometheusMatcher> matchers) {
    PrometheusSelector {
        matchers = List.copyOf(matchers);
    }

    boolean mayTake(Map<String, String> labels) {
        return matchers.stream().allMatch(m -> m.mayMatch(labels));
    }

    /// Whether it names this target, and not merely any that has such a metric.
    boolean names(Map<String, String> labels) {
        return mayTake(labels)
                && matchers.stream()
                        .anyMatch(m -> m.name().equals("job") || m.name().equals("instance"));
    }
}
