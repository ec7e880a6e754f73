package dev.watchkeeper.tls;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// How long to wait before asking an authority again: its `Retry-After` (RFC 9110 10.2.3), held
/// between a minute and a day (RFC 9773 4.3.2).
final class RetryAfter {
    /// Where it says none, or something that is none.
    static final Duration USUAL = Duration.ofHours(6);

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(1);

    private RetryAfter() {}

    static Duration of(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After").map(v -> of(v.strip(), now)).orElse(USUAL);
    }

    private static Duration of(String value, Instant now) {
        if (value.matches("[0-9]+")) {
            return held(value.length() > 9 ? MOST : Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            var at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return held(Duration.between(now, at.toInstant()));
        } catch (DateTimeException _) {
            return USUAL;
        }
    }

    private static Duration held(Duration wait) {
        if (wait.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
