package dev.watchkeeper.inventory;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Reads durations and fractions as people write them, and writes durations back.
public final class Amounts {
    public static final String DURATION = "expected a duration such as 30s, 5m, 2h, 3d or PT5M";
    static final String FRACTION = "expected a percentage such as 30% or a fraction such as 0.3";

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");
    private static final Pattern PARTS = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,40})?)(\\s*%)?");

    private Amounts() {}

    /// A duration above zero and up to a hundred years; empty when it is none.
    public static Optional<Duration> duration(String text) {
        return raw(text).filter(d -> d.isPositive() && d.compareTo(LONGEST) <= 0);
    }

    /// A fraction in 0..1; empty when it is none.
    static OptionalDouble fraction(String text) {
        var match = NUMBER.matcher(text.strip());
        if (!match.matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(match.group(1));
        double value = match.group(2) == null ? number : number / 100;
        return value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /// The shortest of the forms that [#duration] reads.
    static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static Optional<Duration> raw(String text) {
        String compact = text.strip();
        if (compact.startsWith("P")) {
            return iso(compact);
        }
        if (!PARTS.matcher(compact).matches()) {
            return Optional.empty();
        }
        var part = PART.matcher(compact);
        Duration sum = Duration.ZERO;
        while (part.find()) {
            sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
        }
        return Optional.of(sum);
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
