package dev.watchkeeper.automation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Until when an authority takes no more requests, as it says it in its error (RFC 8555 6.6, Let's
/// Encrypt's wording): `too many certificates (5) already issued …, retry after 2026-11-30 12:00:00
/// UTC`.
public final class RateLimit {
    private static final Pattern UNTIL =
            Pattern.compile(
                    "[Rr]etry.after:? (\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d) ?(?:UTC|Z)");

    private RateLimit() {}

    /// @param text with the authority's words anywhere in it; hostile text
    public static Optional<Instant> until(String text) {
        Matcher until = UNTIL.matcher(text);
        try {
            return until.find()
                    ? Optional.of(
                            LocalDateTime.parse(until.group(1) + "T" + until.group(2))
                                    .toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
