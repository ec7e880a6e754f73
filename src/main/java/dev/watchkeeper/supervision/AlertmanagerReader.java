package dev.watchkeeper.supervision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Reads Alertmanagers, and remembers their counters from one observation to the next.
final class AlertmanagerReader {
    private final LastHour lastHour = new LastHour();

    /// @param prometheus which may scrape it
    AlertmanagerState read(
            AlertmanagerApi api, PrometheusApi prometheus, Instant now, List<String> notes) {
        ApiReply<List<AlertmanagerAlert>> alerts = api.alerts();
        if (alerts.fault().isPresent()) {
            return AlertmanagerState.unread(api.address(), alerts.fault().get());
        }
        ApiReply<AlertmanagerConfig> config = api.config();
        config.fault().ifPresent(notes::add);
        return new AlertmanagerState(
                api.address(),
                Optional.empty(),
                config.content(),
                alerts.content().orElse(List.of()),
                api.silences(now).or(List.of(), notes),
                failed(api, prometheus, now, notes));
    }

    private List<String> failed(
            AlertmanagerApi api, PrometheusApi prometheus, Instant now, List<String> notes) {
        PrometheusMetrics counters = api.counters().or(PrometheusMetrics.NONE, notes);
        Optional<Instant> started = started(counters);
        Map<String, Double> sent = counters.by("integration", AlertmanagerApi.SENT);
        List<String> failed = new ArrayList<>();
        new TreeMap<>(counters.by("integration", AlertmanagerApi.FAILED))
                .forEach((integration, count) -> {
                    String counter = api.address() + " " + integration;
                    OptionalLong grown = lastHour.growth(counter, count, started, now);
                    if (count == 0) {
                        return;
                    }
                    if (grown.isEmpty()) {
                        grown = scraped(api, prometheus, integration);
                    }
                    String text =
                            "%s: %d of %d"
                                    .formatted(
                                            integration,
                                            Math.round(count),
                                            Math.round(sent.getOrDefault(integration, count)));
                    if (grown.isEmpty()) {
                        notes.add(
                                "when these of %s failed is not known yet: %s"
                                        .formatted(api.address(), text));
                    } else if (grown.getAsLong() > 0) {
                        failed.add(text);
                    }
                });
        return failed;
    }

    private static Optional<Instant> started(PrometheusMetrics counters) {
        return counters.has(AlertmanagerApi.STARTED)
                ? Optional.of(
                        Instant.EPOCH.plus(
                                PrometheusTime.seconds(counters.sum(AlertmanagerApi.STARTED))))
                : Optional.empty();
    }

    /// What Prometheus has seen of it in the last hour, where it scrapes it.
    private static OptionalLong scraped(
            AlertmanagerApi api, PrometheusApi prometheus, String integration) {
        String place = api.session().access().url().getAuthority();
        List<PrometheusMetrics.Sample> seen =
                prometheus
                        .vector("increase(" + AlertmanagerApi.FAILED + "[1h])")
                        .content()
                        .orElse(List.of())
                        .stream()
                        .filter(s -> place.equals(s.labels().get("instance")))
                        .filter(s -> integration.equals(s.labels().get("integration")))
                        .toList();
        return seen.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.round(
                                seen.stream().mapToDouble(PrometheusMetrics.Sample::value).sum()));
    }
}
