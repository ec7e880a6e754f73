package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Crontab.Entry;
import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.host.Timetable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The schedules of cron on one host.
final class CronSchedules {
    /// cron starts within a minute of what is due, and the log may lag.
    static final Duration SLACK = Duration.ofMinutes(3);

    private static final Set<String> DAEMONS = Set.of("cron", "crond", "fcron");
    private static final Outcome NO_OUTCOME = new Outcome.Unknown("cron keeps no outcome");
    private static final Moment NO_SUCCESS = new Moment.Unknown("cron keeps no outcome");

    private final HostSnapshot snapshot;
    private final Timetable timetable;
    private final Standing standing;
    private final List<Entry> entries;
    private final CronStarts starts;

    CronSchedules(HostSnapshot snapshot, Timetable timetable) {
        this.snapshot = snapshot;
        this.timetable = timetable;
        this.standing = standing(snapshot);
        boolean zones = !timetable.cronPrograms().contains("/usr/sbin/cron");
        this.entries =
                timetable.tables().stream()
                        .filter(t -> !t.path().equals("/etc/anacrontab"))
                        .flatMap(t -> Crontab.entries(t, zones).stream())
                        .toList();
        this.starts = new CronStarts(timetable);
    }

    List<Schedule> all() {
        var all = new ArrayList<Schedule>();
        Map<String, Entry> byFolder = new HashMap<>();
        for (Entry e : entries) {
            all.add(of(e, e.place(), e.place(), e.command()));
            Stream.of("hourly", "daily", "weekly", "monthly")
                    .map(f -> "/etc/cron." + f)
                    .filter(e.command()::contains)
                    .forEach(f -> byFolder.putIfAbsent(f, e));
        }
        for (String part : timetable.parts()) {
            Optional.ofNullable(byFolder.get(part.substring(0, part.lastIndexOf('/'))))
                    .ifPresent(e -> all.add(of(e, part, e.place(), part)));
        }
        return all;
    }

    /// Whether cron runs. A part of it may bear any name, so that only a whole list of processes
    /// tells that it does not.
    private static Standing standing(HostSnapshot snapshot) {
        if (snapshot.processes().stream().anyMatch(CronSchedules::isDaemon)) {
            return Standing.ACTIVE;
        }
        return snapshot.complete() ? Standing.STOPPED : Standing.UNKNOWN;
    }

    static boolean isDaemon(RemoteProcess p) {
        return DAEMONS.contains(p.command())
                || (p.command().equals("busybox") && p.line().contains("crond"));
    }

    private Schedule of(Entry e, String name, String definedIn, String command) {
        Optional<CronExpression> expression = CronExpression.of(e.expression());
        Optional<Instant> started = starts.last(e.user(), e.program());
        return new Schedule(
                Kind.CRON,
                name,
                definedIn,
                e.user(),
                command,
                e.expression(),
                standing,
                Optional.empty(),
                started.<Moment>map(Moment.At::new).orElseGet(starts::unseen),
                NO_SUCCESS,
                NO_OUTCOME,
                next(e, expression),
                expression
                        .map(x -> missed(e, x, started))
                        .orElseGet(() -> new Missed.Unknown(notUnderstood(e))),
                CommandLimit.of(e.command()));
    }

    private static String notUnderstood(Entry e) {
        return e.isAtBoot() ? "it starts with cron at boot" : "its times are not understood";
    }

    private Moment next(Entry e, Optional<CronExpression> expression) {
        if (standing == Standing.STOPPED) {
            return new Moment.Never("cron does not run");
        }
        if (e.isAtBoot()) {
            return new Moment.Never("it starts with cron at boot only");
        }
        if (timetable.zone().isEmpty() && e.zone().isEmpty()) {
            return new Moment.Unknown("the host's time zone is not known");
        }
        return expression
                .<Moment>map(x ->
                        x.next(snapshot.hostClock(), zone(e))
                                .<Moment>map(Moment.At::new)
                                .orElseGet(() -> new Moment.Never("no day is like that")))
                .orElseGet(() -> new Moment.Unknown("its times are not understood"));
    }

    private ZoneId zone(Entry e) {
        return e.zone().or(timetable::zone).orElse(ZoneOffset.UTC);
    }

    private Missed missed(Entry e, CronExpression times, Optional<Instant> started) {
        if (timetable.zone().isEmpty() && e.zone().isEmpty()) {
            return new Missed.Unknown("the host's time zone is not known");
        }
        Optional<Instant> from = started.or(timetable::startsSince);
        if (from.isEmpty()) {
            return new Missed.Unknown("no log of cron could be read");
        }
        // What was changed since is due from then on.
        Instant after = e.changed().filter(c -> c.isAfter(from.get())).orElse(from.get());
        Instant until = snapshot.hostClock().minus(SLACK);
        int count = times.due(after, until, zone(e), CronStarts.MOST_MISSED);
        Optional<Instant> first = times.next(after, zone(e));
        return count == 0 || first.isEmpty()
                ? new Missed.Nothing()
                : new Missed.Times(count, first.get(), why(first.get()));
    }

    private String why(Instant due) {
        if (standing == Standing.STOPPED) {
            return timetable.cronPrograms().isEmpty()
                    ? "no cron is installed"
                    : "cron does not run";
        }
        Instant boot = snapshot.hostClock().minus(snapshot.uptime());
        return due.isBefore(boot)
                ? "the host was started after that"
                : "the log of cron has no start";
    }
}
