package dev.watchkeeper.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What was kept of one block. Its texts are hostile, and as they came.
record NagiosRow(NagiosBlock block, List<String> fields) {
    private static final long LATEST = 253_402_300_799L;

    NagiosRow {
        fields = List.copyOf(fields);
        if (fields.size() != block.width()) {
            throw new IllegalArgumentException("not a row of " + block);
        }
    }

    /// Empty where the file has none.
    String text(String key) {
        return fields.get(block.index(key));
    }

    OptionalLong number(String key) {
        return number(text(key), LATEST);
    }

    static OptionalLong number(String text, long most) {
        boolean digits = !text.isEmpty() && text.length() < 19 && allDigits(text);
        return digits
                ? OptionalLong.of(Math.min(most, Long.parseLong(text)))
                : OptionalLong.empty();
    }

    private static boolean allDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// A moment in seconds since 1970; 0 stands for never.
    Optional<Instant> moment(String key) {
        OptionalLong seconds = number(key);
        return seconds.isEmpty() || seconds.getAsLong() == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
    }

    boolean is(String key) {
        return text(key).equals("1");
    }

    /// A switch: 1 is on, 0 is off.
    Switch on(String key) {
        return switch (text(key)) {
            case "1" -> Switch.ON;
            case "0" -> Switch.OFF;
            default -> Switch.UNKNOWN;
        };
    }

    /// Names with commas in between.
    List<String> names(String key) {
        return Arrays.stream(text(key).split(",", -1))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .toList();
    }

    /// An interval such as `5.000000`.
    ///
    /// @param unit what one stands for
    Duration interval(String key, Duration unit) {
        String text = text(key);
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * unit.toMillis()));
    }

    /// The host and the service that this is about; of a host itself the service is empty.
    Subject subject() {
        boolean service =
                switch (block) {
                    case SERVICE, SERVICEESCALATION, SERVICESTATUS, SERVICEDOWNTIME -> true;
                    default -> false;
                };
        return new Subject(text("host_name"), service ? text("service_description") : "");
    }

    /// A host or a service by the names that Nagios has for it.
    record Subject(String host, String service) {
        Subject ofHost() {
            return new Subject(host, "");
        }
    }
}
