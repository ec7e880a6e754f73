package dev.watchkeeper.supervision;

import java.util.List;
import java.util.Set;

/// How many notifications Alertmanagers have sent by some integrations since they started. Their
/// counters do not tell which alert a notification was for.
///
/// @param delivered attempts that succeeded
/// @param inVain attempts that failed; they are repeated for some time
/// @param givenUp notifications that were given up
record AlertmanagerCounts(long delivered, long inVain, long givenUp) {
    static final AlertmanagerCounts NONE = new AlertmanagerCounts(0, 0, 0);

    static AlertmanagerCounts of(List<PrometheusMetrics> managers, Set<String> kinds) {
        return managers.stream()
                .map(m -> of(m, kinds))
                .reduce(
                        NONE,
                        (a, b) ->
                                new AlertmanagerCounts(
                                        a.delivered + b.delivered,
                                        a.inVain + b.inVain,
                                        a.givenUp + b.givenUp));
    }

    private static AlertmanagerCounts of(PrometheusMetrics metrics, Set<String> kinds) {
        // Before 0.22 only whole notifications were counted.
        boolean counted = metrics.has(AlertmanagerApi.TRIED);
        long tried = sum(metrics, kinds, counted ? AlertmanagerApi.TRIED : AlertmanagerApi.SENT);
        long inVain =
                sum(
                        metrics,
                        kinds,
                        counted ? AlertmanagerApi.TRIED_IN_VAIN : AlertmanagerApi.FAILED);
        return new AlertmanagerCounts(
                Math.max(0, tried - inVain), inVain, sum(metrics, kinds, AlertmanagerApi.FAILED));
    }

    private static long sum(PrometheusMetrics metrics, Set<String> kinds, String name) {
        return Math.round(
                metrics.samples().stream()
                        .filter(s -> s.name().equals(name))
                        .filter(s -> kinds.contains(s.labels().getOrDefault("integration", "")))
                        .mapToDouble(PrometheusMetrics.Sample::value)
                        .sum());
    }

    AlertmanagerCounts since(AlertmanagerCounts before) {
        return new AlertmanagerCounts(
                delivered - before.delivered, inVain - before.inVain, givenUp - before.givenUp);
    }
}
