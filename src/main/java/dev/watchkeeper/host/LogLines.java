package dev.watchkeeper.host;

import dev.watchkeeper.host.Timetable.CronStart;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of a system log: `Nov 22 03:00:01 HOST CRON[123]: (USER) CMD (COMMAND)`. The time is that
/// of RFC 3164 (no year, the host's zone), ISO 8601, or seconds since 1970 as journalctl(1) prints
/// them with `short-unix`.
///
/// @param zone of the host
/// @param clock the host's own time; a line without a year is of the year before it
record LogLines(ZoneId zone, Instant clock) {
    private static final Pattern CMD = Pattern.compile("\\]: \\(([^)]{1,64})\\) CMD \\((.*)\\)?$");
    private static final Pattern BUSYBOX =
            Pattern.compile("\\]: USER (\\S{1,64}) pid +\\d+ cmd (.*)$");
    private static final Pattern SECONDS = Pattern.compile("^(\\d{9,11})(?:\\.\\d+)? .*");
    private static final Pattern ISO = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT\\S{8,30}) .*");
    private static final Pattern OLD =
            Pattern.compile("^([A-Z][a-z]{2}) +(\\d{1,2}) (\\d\\d:\\d\\d:\\d\\d) .*");
    private static final DateTimeFormatter DAY =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu MMM d HH:mm:ss")
                    .toFormatter(Locale.ENGLISH);

    /// The start that a line tells of.
    Optional<CronStart> start(String line) {
        Matcher cmd = CMD.matcher(line);
        Matcher busybox = BUSYBOX.matcher(line);
        if (cmd.find()) {
            return start(line, cmd.group(1), unclosed(cmd.group(2)));
        }
        return busybox.find() ? start(line, busybox.group(1), busybox.group(2)) : Optional.empty();
    }

    private Optional<CronStart> start(String line, String user, String command) {
        return instant(line)
                .map(at ->
                        new CronStart(
                                TimetableRows.capped(user, 64),
                                TimetableRows.capped(command.replace('\t', ' '), 1_000),
                                at));
    }

    private static String unclosed(String command) {
        return command.endsWith(")") ? command.substring(0, command.length() - 1) : command;
    }

    /// When a line was written.
    Optional<Instant> instant(String line) {
        try {
            Matcher seconds = SECONDS.matcher(line);
            if (seconds.matches()) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds.group(1))));
            }
            Matcher iso = ISO.matcher(line);
            if (iso.matches()) {
                return Optional.of(OffsetDateTime.parse(iso.group(1)).toInstant());
            }
            Matcher old = OLD.matcher(line);
            return old.matches() ? Optional.of(withoutYear(old)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Instant withoutYear(Matcher old) {
        String text = old.group(1) + " " + old.group(2) + " " + old.group(3);
        int year = clock.atZone(zone).get(ChronoField.YEAR);
        // 29 February is of a year that has one.
        int first = text.startsWith("Feb 29") ? leap(year) : year;
        Instant at = LocalDateTime.parse(first + " " + text, DAY).atZone(zone).toInstant();
        boolean ahead = at.isAfter(clock.plus(Duration.ofDays(1)));
        int back = text.startsWith("Feb 29") ? leap(first - 1) : first - 1;
        return ahead ? LocalDateTime.parse(back + " " + text, DAY).atZone(zone).toInstant() : at;
    }

    private static int leap(int year) {
        int leap = year;
        while (!Year.isLeap(leap)) {
            leap--;
        }
        return leap;
    }
}
