package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.PrometheusMetrics.Sample;
import dev.watchkeeper.supervision.PrometheusRules.Rule;
import dev.watchkeeper.supervision.Scope.What;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells what the targets of a Prometheus look at, by what is scraped of them.
///
/// @param series the names of telling series by `job` and `instance`
record PrometheusScopes(Map<String, Set<String>> series) {
    /// Which of these series a target has had lately.
    static final String QUERY =
            "group by (__name__, job, instance) (last_over_time({__name__=~"
                    + "\"probe_ssl_earliest_cert_expiry|ssl_cert_not_after|probe_http_ssl"
                    + "|probe_icmp_duration_seconds|node_boot_time_seconds"
                    + "|node_time_seconds\"}[10m]))";

    private static final Pattern PROBED =
            Pattern.compile("(?:(\\w+)://)?(\\[[^\\]]+\\]|[^:/?#]+)(?::(\\d{1,5}))?(?:[/?#].*)?");

    static PrometheusScopes of(List<Sample> samples) {
        Map<String, Set<String>> series = new HashMap<>();
        samples.forEach(
                s -> series.computeIfAbsent(key(s.labels()), _ -> new HashSet<>()).add(s.name()));
        return new PrometheusScopes(series);
    }

    private static String key(Map<String, String> labels) {
        return labels.getOrDefault("job", "") + "\n" + labels.getOrDefault("instance", "");
    }

    private Set<String> series(PrometheusTarget target) {
        return series.getOrDefault(key(target.labels()), Set.of());
    }

    /// Whether an alerting rule looks at this target.
    boolean covers(Rule rule, PrometheusTarget target) {
        return rule.query().selectors().stream()
                .anyMatch(s -> s.mayTake(target.labels()) && has(target, s));
    }

    private boolean has(PrometheusTarget target, PrometheusSelector selector) {
        String metric = selector.metric();
        if (metric.equals("up") || metric.startsWith("scrape_")) {
            return true;
        }
        if (metric.startsWith("probe_") || metric.startsWith("ssl_")) {
            return target.probed().isPresent();
        }
        return metric.startsWith("node_") ? isNode(target) : selector.names(target.labels());
    }

    private boolean isNode(PrometheusTarget target) {
        return series(target).stream().anyMatch(n -> n.startsWith("node_"))
                || target.job().toLowerCase(Locale.ROOT).contains("node");
    }

    /// @param covering the rules that look at it
    Scope scope(PrometheusTarget target, List<Rule> covering) {
        String whole = target.probed().orElse(target.instance());
        Matcher parts = PROBED.matcher(whole);
        boolean read = parts.matches();
        Optional<String> port = read ? Optional.ofNullable(parts.group(3)) : Optional.empty();
        String scheme = read ? Optional.ofNullable(parts.group(1)).orElse("") : "";
        String address = read ? parts.group(2).replaceAll("[\\[\\]]", "") : whole;
        What what = target.probed().isPresent() ? probed(target, scheme) : scraped(target);
        List<Rule> expiry = what == What.TLS ? PrometheusRules.ofExpiry(covering) : List.of();
        return new Scope(
                expiry.isEmpty() ? what : What.TLS_EXPIRY,
                address,
                what == What.ALIVE ? OptionalInt.empty() : port(port, scheme),
                names(target, address),
                left(expiry, false),
                left(expiry, true),
                command(target, expiry));
    }

    private What probed(PrometheusTarget target, String scheme) {
        Set<String> has = series(target);
        String module = target.module().toLowerCase(Locale.ROOT);
        if (has.contains("probe_ssl_earliest_cert_expiry")
                || (has.contains("probe_http_ssl") && scheme.equals("https"))
                || has.contains("ssl_cert_not_after")) {
            return What.TLS;
        }
        if (has.contains("probe_icmp_duration_seconds") || module.contains("icmp")) {
            return What.ALIVE;
        }
        // One that fails has no such series.
        boolean said = scheme.equals("https") || module.contains("tls") || module.contains("ssl");
        return said ? What.TLS : What.PORT;
    }

    private What scraped(PrometheusTarget target) {
        return isNode(target) ? What.INSIDE : What.OTHER;
    }

    private static OptionalInt port(Optional<String> written, String scheme) {
        if (written.isPresent()) {
            return OptionalInt.of(Integer.parseInt(written.get()));
        }
        return switch (scheme) {
            case "https" -> OptionalInt.of(443);
            case "http" -> OptionalInt.of(80);
            default -> OptionalInt.empty();
        };
    }

    private static List<String> names(PrometheusTarget target, String address) {
        String asked = target.parameters().getOrDefault("hostname", address);
        boolean isName = asked.chars().anyMatch(Character::isLetter) && !asked.contains(":");
        return target.probed().isPresent() && isName ? List.of(asked) : List.of();
    }

    private static Optional<Duration> left(List<Rule> expiry, boolean critical) {
        return expiry.stream()
                .filter(r -> isWarning(r.labels()) != critical)
                .flatMap(r -> r.query().remaining().stream())
                .max(Comparator.naturalOrder());
    }

    /// By the severity that is usual for what can wait.
    static boolean isWarning(Map<String, String> labels) {
        return Set.of("warning", "warn", "info", "ticket", "none")
                .contains(labels.getOrDefault("severity", "").toLowerCase(Locale.ROOT));
    }

    private static String command(PrometheusTarget target, List<Rule> expiry) {
        return expiry.isEmpty()
                ? target.scrapeUrl()
                : expiry.stream().map(Rule::text).reduce((a, b) -> a + "; " + b).orElse("");
    }
}
