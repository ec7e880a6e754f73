package dev.watchkeeper.host;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time at the beginning of a line of any log: RFC 3164, ISO 8601 with or without an offset, or
/// seconds since 1970; it may be in brackets.
///
/// @param zone of the host
/// @param clock the host's own time; a line without a year is of the year before it
public record LogTime(ZoneId zone, Instant clock) {
    private static final Pattern LOCAL =
            Pattern.compile(
                    "^\\[?(\\d{4}-\\d\\d-\\d\\d)["
                            + " T](\\d\\d:\\d\\d:\\d\\d)(?:[.,]\\d+)?(?![\\d+Z.,]).*");

    public Optional<Instant> of(String line) {
        Matcher local = LOCAL.matcher(line);
        try {
            if (local.matches() && !line.matches("^\\[?\\S+(?:Z|[+-]\\d\\d:?\\d\\d)\\b.*")) {
                return Optional.of(
                        LocalDateTime.parse(local.group(1) + "T" + local.group(2))
                                .atZone(zone)
                                .toInstant());
            }
            return new LogLines(zone, clock)
                    .instant(line.startsWith("[") ? line.substring(1) : line);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
