package dev.watchkeeper.automation;

import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Timetable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far apart the starts of a schedule are.
public final class Cadence {
    private static final int STARTS = 8;
    private static final Pattern DAYS = Pattern.compile("^every ([0-9]{1,4}) d$");
    private static final Pattern MONOTONIC = Pattern.compile("^OnUnit(?:Active|Inactive)Sec=(.+)$");

    private Cadence() {}

    /// The longest pause between two of the next starts, as of the snapshot, so that an entry for
    /// workdays counts a weekend; empty where its times are not understood.
    public static Optional<Duration> of(Schedule schedule, HostSnapshot snapshot) {
        ZoneId zone = snapshot.timetable().flatMap(Timetable::zone).orElse(ZoneOffset.UTC);
        Instant now = snapshot.hostClock();
        return switch (schedule.kind()) {
            case CRON ->
                    CronExpression.of(schedule.expression())
                            .flatMap(x -> longest(now, at -> x.next(at, zone)));
            case ANACRON -> days(schedule.expression());
            case TIMER -> timer(List.of(schedule.expression().split(", ")), now, zone);
        };
    }

    private static Optional<Duration> timer(List<String> triggers, Instant now, ZoneId zone) {
        List<CalendarTimes> calendars = CalendarTimes.of(triggers);
        if (!calendars.isEmpty()) {
            return longest(now, at -> next(calendars, at, zone));
        }
        return triggers.stream()
                .map(MONOTONIC::matcher)
                .filter(Matcher::matches)
                .flatMap(m -> SystemdTimes.span(m.group(1)).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> next(List<CalendarTimes> calendars, Instant at, ZoneId zone) {
        return calendars.stream()
                .flatMap(c -> c.next(at, zone).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Duration> days(String expression) {
        Matcher days = DAYS.matcher(expression);
        return days.matches()
                ? Optional.of(Duration.ofDays(Long.parseLong(days.group(1))))
                        .filter(Duration::isPositive)
                : Optional.empty();
    }

    private static Optional<Duration> longest(
            Instant now, Function<Instant, Optional<Instant>> next) {
        Duration longest = Duration.ZERO;
        Optional<Instant> at = next.apply(now);
        for (int i = 1; i < STARTS && at.isPresent(); i++) {
            Optional<Instant> following = next.apply(at.get());
            if (following.isPresent()) {
                Duration pause = Duration.between(at.get(), following.get());
                longest = pause.compareTo(longest) > 0 ? pause : longest;
            }
            at = following;
        }
        return Optional.of(longest).filter(Duration::isPositive);
    }
}
