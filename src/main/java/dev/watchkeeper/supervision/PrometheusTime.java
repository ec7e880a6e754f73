package dev.watchkeeper.supervision;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Prometheus and Alertmanager write them: `1h30m`.
final class PrometheusTime {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|[smhdwy])");

    private PrometheusTime() {}

    static Optional<Duration> duration(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
            end = part.end();
        }
        boolean whole = end == text.length() && end > 0;
        return whole || text.equals("0") ? Optional.of(sum) : Optional.empty();
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            case "w" -> Duration.ofDays(7);
            default -> Duration.ofDays(365);
        };
    }

    /// Of a number of seconds that somebody else wrote, at most some 100 years.
    static Duration seconds(double seconds) {
        double sane = Double.isNaN(seconds) ? 0 : Math.clamp(seconds, 0, 3.2e9);
        return Duration.ofMillis(Math.round(sane * 1000));
    }
}
