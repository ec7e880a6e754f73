package dev.watchkeeper.automation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times and spans as systemctl(1) prints them (systemd.time(7)), in UTC.
final class SystemdTimes {
    private static final Pattern STAMP =
            Pattern.compile(
                    "^(?:[A-Z][a-z]{2} )?(\\d{4}-\\d\\d-\\d\\d)"
                            + " (\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d+)? (?:UTC|GMT)$");
    private static final Pattern SECONDS = Pattern.compile("^@(\\d{1,11})(?:\\.\\d+)?$");
    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,12}(?:\\.\\d+)?)([a-z]+)");
    private static final Map<String, Double> UNITS =
            Map.of(
                    "us", 1e-6,
                    "ms", 1e-3,
                    "s", 1.0,
                    "min", 60.0,
                    "h", 3_600.0,
                    "d", 86_400.0,
                    "w", 604_800.0,
                    "month", 2_629_800.0,
                    "y", 31_557_600.0);
    private static final double LONGEST = 3e9;

    private SystemdTimes() {}

    /// `Sun 2026-11-22 03:00:01 UTC` or `@1795392497`; empty for all else.
    static Optional<Instant> instant(String text) {
        Matcher stamp = STAMP.matcher(text);
        Matcher seconds = SECONDS.matcher(text);
        try {
            if (stamp.matches()) {
                return Optional.of(
                        LocalDateTime.parse(stamp.group(1) + "T" + stamp.group(2))
                                .toInstant(ZoneOffset.UTC));
            }
            return seconds.matches()
                    ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds.group(1))))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// `6h 43min 25.838329s`; empty for `infinity`, 0 and all else.
    static Optional<Duration> span(String text) {
        double seconds = 0;
        Matcher part = PART.matcher(text);
        int at = 0;
        while (part.find(at) && part.start() == at) {
            Optional<Double> factor = factor(part.group(2));
            if (factor.isEmpty()) {
                return Optional.empty();
            }
            seconds += Double.parseDouble(part.group(1)) * factor.get();
            at = part.end();
        }
        return at == text.length() && seconds > 0 && seconds < LONGEST
                ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
                : Optional.empty();
    }

    /// `2w`, but `2 months` as `2months`.
    private static Optional<Double> factor(String unit) {
        return Optional.ofNullable(UNITS.get(unit))
                .or(() -> Optional.ofNullable(UNITS.get(unit.replaceFirst("s$", ""))));
    }
}
