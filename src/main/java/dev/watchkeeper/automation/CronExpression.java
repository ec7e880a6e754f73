package dev.watchkeeper.automation;

import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// When cron starts an entry: the five fields of crontab(5), or one of its names such as `@daily`.
///
/// A day is due when its number or its weekday is, unless one of the two fields begins with a star.
/// What falls into the hour that is left out in spring is started right after it, as Vixie cron and
/// cronie do, unless the entry names no certain hour or minute.
final class CronExpression {
    private static final Map<String, String> NAMES =
            Map.of(
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *",
                    "@monthly", "0 0 1 * *",
                    "@weekly", "0 0 * * 0",
                    "@daily", "0 0 * * *",
                    "@midnight", "0 0 * * *",
                    "@hourly", "0 * * * *");

    private static final List<String> WEEKDAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private final ExecutionTime days;
    private final Optional<ExecutionTime> weekdays;
    private final boolean certain;

    private CronExpression(ExecutionTime days, Optional<ExecutionTime> weekdays, boolean certain) {
        this.days = days;
        this.weekdays = weekdays;
        this.certain = certain;
    }

    /// Returns empty for what cron would not take, `@reboot` and the random times of some crons.
    ///
    /// @param text five fields, or a name
    static Optional<CronExpression> of(String text) {
        return of(text, false);
    }

    /// The same, where a day is due only when both its number and its weekday are.
    static Optional<CronExpression> ofBoth(String text) {
        return of(text, true);
    }

    private static Optional<CronExpression> of(String text, boolean both) {
        String[] fields =
                NAMES.getOrDefault(text.strip(), text).toLowerCase(Locale.ROOT).split("\\s+");
        if (fields.length != 5) {
            return Optional.empty();
        }
        fields[3] = numbers(fields[3], MONTHS, 1);
        fields[4] = numbers(fields[4], WEEKDAYS, 0);
        try {
            return Optional.of(of(fields, both));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static CronExpression of(String[] fields, boolean both) {
        boolean certain = !fields[0].startsWith("*") && !fields[1].startsWith("*");
        boolean either = !both && !fields[2].startsWith("*") && !fields[4].startsWith("*");
        if (!either) {
            return new CronExpression(times(fields), Optional.empty(), certain);
        }
        String[] byDay = fields.clone();
        String[] byWeekday = fields.clone();
        byDay[4] = "*";
        byWeekday[2] = "*";
        return new CronExpression(times(byDay), Optional.of(times(byWeekday)), certain);
    }

    private static ExecutionTime times(String[] fields) {
        var definition =
                CronDefinitionBuilder.defineCron()
                        .withMinutes()
                        .and()
                        .withHours()
                        .and()
                        .withDayOfMonth()
                        .and()
                        .withMonth()
                        .and()
                        .withDayOfWeek()
                        .withValidRange(0, 7)
                        .withMondayDoWValue(1)
                        .withIntMapping(7, 0)
                        .and()
                        .matchDayOfWeekAndDayOfMonth()
                        .instance();
        return ExecutionTime.forCron(
                new CronParser(definition).parse(String.join(" ", fields)).validate());
    }

    /// Names to numbers, as `sun-tue` begins before Monday.
    private static String numbers(String field, List<String> names, int first) {
        return Arrays.stream(field.split("(?<=[-,/])|(?=[-,/])"))
                .map(w -> names.contains(w) ? String.valueOf(names.indexOf(w) + first) : w)
                .collect(Collectors.joining());
    }

    /// The first start after a moment; empty where there is none, as on 31 February.
    Optional<Instant> next(Instant after, ZoneId zone) {
        Optional<Instant> byDay = next(days, after, zone);
        Optional<Instant> byWeekday = weekdays.flatMap(w -> next(w, after, zone));
        return byDay.isEmpty() || byWeekday.filter(w -> w.isBefore(byDay.get())).isPresent()
                ? byWeekday
                : byDay;
    }

    private Optional<Instant> next(ExecutionTime times, Instant after, ZoneId zone) {
        Optional<Instant> onTheWall =
                times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
        return certain
                ? leftOut(times, after, zone)
                        .filter(l -> onTheWall.isEmpty() || l.isBefore(onTheWall.get()))
                        .or(() -> onTheWall)
                : onTheWall;
    }

    /// The end of the hour that is left out, where the start after a moment falls into it.
    private static Optional<Instant> leftOut(ExecutionTime times, Instant after, ZoneId zone) {
        var rules = zone.getRules();
        return times.nextExecution(after.atZone(rules.getOffset(after)))
                .map(t -> rules.getTransition(t.toLocalDateTime()))
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant)
                .filter(t -> t.isAfter(after));
    }

    /// How many starts were due after one moment and not after another, counting to `most`.
    int due(Instant after, Instant until, ZoneId zone, int most) {
        int count = 0;
        Optional<Instant> at = next(after, zone);
        while (count < most && at.isPresent() && !at.get().isAfter(until)) {
            count++;
            at = next(at.get(), zone);
        }
        return count;
    }
}
