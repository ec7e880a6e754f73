package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.AlertmanagerConfig.Integration;
import dev.watchkeeper.supervision.DrillLegs.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether Alertmanagers deliver what a drill has sent in, by their counters.
final class AlertmanagerDelivery {
    private final Duration within;
    private final Duration pace;
    private final List<AlertmanagerApi> managers;
    private final List<AlertmanagerWay> ways;
    private Optional<AlertmanagerCounts> before = Optional.empty();

    /// @param ways on which the alert goes, as far as they are known by then
    AlertmanagerDelivery(
            Duration within,
            Duration pace,
            List<AlertmanagerApi> managers,
            List<AlertmanagerWay> ways) {
        this.within = within;
        this.pace = pace;
        this.managers = managers;
        this.ways = ways;
    }

    /// Right before the alert is sent in.
    void begin(Limit limit) {
        before = counts(limit);
    }

    Outcome await(Limit limit) throws InterruptedException {
        Set<String> kinds = kinds();
        if (kinds.isEmpty() && !ways.isEmpty()) {
            return Outcome.failed(
                    "its route ends in the receiver %s, which has no integration"
                            .formatted(String.join(", ", receivers())));
        }
        if (before.isEmpty()) {
            return Outcome.unknown("the counters at /metrics of the Alertmanager cannot be read");
        }
        return delivered(kinds, before.get(), limit);
    }

    private Outcome delivered(Set<String> kinds, AlertmanagerCounts base, Limit limit)
            throws InterruptedException {
        boolean seen = false;
        AlertmanagerCounts grown = AlertmanagerCounts.NONE;
        while (true) {
            Optional<AlertmanagerCounts> now = counts(limit);
            grown = now.map(n -> n.since(base)).orElse(grown);
            // An attempt is counted before its failure is: only a second look is sure.
            if (grown.delivered() > 0 && seen) {
                return Outcome.passed(
                        "%s has delivered %d since"
                                .formatted(String.join(", ", kinds), grown.delivered()));
            }
            seen = grown.delivered() > 0;
            if (!seen && grown.givenUp() > 0) {
                return Outcome.failed(inVain(kinds, grown));
            }
            if (limit.left().compareTo(pace) <= 0) {
                return late(kinds, grown);
            }
            limit.pause(pace);
        }
    }

    private Outcome late(Set<String> kinds, AlertmanagerCounts grown) {
        if (grown.inVain() > 0) {
            return Outcome.failed(inVain(kinds, grown));
        }
        Duration wait =
                ends().stream()
                        .map(AlertmanagerRoute::groupWait)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        String nothing =
                "nothing was sent by %s within %s"
                        .formatted(String.join(", ", kinds), Spoken.of(within));
        if (wait.compareTo(within) >= 0) {
            return Outcome.unknown(
                    "%s, and the route waits for %s before it sends (group_wait)"
                            .formatted(nothing, Spoken.of(wait)));
        }
        String muted =
                ends().stream()
                        .flatMap(e -> e.muting().stream())
                        .map(m -> "; its route is bound to the times " + m)
                        .findFirst()
                        .orElse("");
        return Outcome.failed(nothing + muted);
    }

    private static String inVain(Set<String> kinds, AlertmanagerCounts grown) {
        return "%s cannot deliver: %d attempts have failed"
                .formatted(String.join(", ", kinds), grown.inVain());
    }

    private List<AlertmanagerRoute> ends() {
        return ways.stream().flatMap(w -> w.ends().stream()).toList();
    }

    private List<String> receivers() {
        return ends().stream().map(AlertmanagerRoute::receiver).distinct().toList();
    }

    private Set<String> kinds() {
        return ways.stream()
                .flatMap(w -> w.integrations().stream())
                .map(Integration::kind)
                .collect(Collectors.toSet());
    }

    private Optional<AlertmanagerCounts> counts(Limit limit) {
        List<PrometheusMetrics> pages = new ArrayList<>();
        for (AlertmanagerApi manager : managers) {
            Optional<PrometheusMetrics> page = manager.until(limit).counters().content();
            if (page.isEmpty()) {
                return Optional.empty();
            }
            pages.add(page.get());
        }
        return Optional.of(AlertmanagerCounts.of(pages, kinds()));
    }
}
