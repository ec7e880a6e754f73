package dev.watchkeeper.automation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a timer elapses, by its `OnCalendar` in the normalized form that systemctl(1) shows
/// (systemd.time(7)): `Mon..Fri *-*-* 03:00:00 Europe/Berlin`. Of the whole language, what cron can
/// say too is understood: no seconds, no years, no days counted from a month's end.
///
/// @param zone in place of the host's
record CalendarTimes(CronExpression times, Optional<ZoneId> zone) {
    private static final Pattern CALENDAR =
            Pattern.compile(
                    "^OnCalendar=(?:([A-Z][A-Za-z.,]*) )?\\*-(\\S+?)-(\\S+) (\\S+?):(\\S+?):00"
                            + "(?: ([A-Z]\\S*))?$");
    private static final Pattern STEP = Pattern.compile("([0-9]+|\\*)/([0-9]+)");

    /// The calendars of a timer; empty where it has none, or one that is not understood.
    static List<CalendarTimes> of(List<String> triggers) {
        var all = new ArrayList<CalendarTimes>();
        for (String trigger : triggers) {
            Optional<CalendarTimes> times = of(trigger);
            if (times.isEmpty()) {
                return List.of();
            }
            all.add(times.get());
        }
        return all;
    }

    private static Optional<CalendarTimes> of(String trigger) {
        Matcher m = CALENDAR.matcher(trigger);
        if (!m.matches()) {
            return Optional.empty();
        }
        String days = m.group(1) == null ? "*" : m.group(1).replace("..", "-");
        String fields =
                String.join(
                        " ",
                        steps(m.group(5), 59),
                        steps(m.group(4), 23),
                        steps(m.group(3), 31),
                        steps(m.group(2), 12),
                        days);
        try {
            Optional<ZoneId> zone = Optional.ofNullable(m.group(6)).map(ZoneId::of);
            return CronExpression.ofBoth(fields).map(t -> new CalendarTimes(t, zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// `00/15` begins at 0 and goes on to the end.
    private static String steps(String field, int last) {
        return STEP.matcher(field.replace("..", "-"))
                .replaceAll(s ->
                        s.group(1).equals("*")
                                ? s.group()
                                : s.group(1) + "-" + last + "/" + s.group(2));
    }

    Optional<Instant> next(Instant after, ZoneId host) {
        return times.next(after, zone.orElse(host));
    }

    int due(Instant after, Instant until, ZoneId host) {
        return times.due(after, until, zone.orElse(host), CronStarts.MOST_MISSED);
    }
}
