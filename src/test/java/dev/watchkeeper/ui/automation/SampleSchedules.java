package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Limit;
import dev.watchkeeper.automation.Missed;
import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.Outcome;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.automation.Schedules;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.fx.Ages;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Schedules as hosts tell of them.
public final class SampleSchedules {
    static final Instant NOW = SampleReports.NOW;
    static final Moment NIGHT = new Moment.At(NOW.plus(Duration.ofHours(24)));
    static final Moment LAST = new Moment.At(NOW.minus(Duration.ofMinutes(47)));
    static final Moment NO_RECORD = new Moment.Unknown("cron keeps no outcome");

    private SampleSchedules() {}

    /// One of each kind of trouble, and one without.
    static Schedules ofAHost() {
        return new Schedules(
                List.of(
                        nightly(new Missed.Times(6, NOW.minus(Duration.ofDays(6)), "cron was off")),
                        timer(
                                "certbot-renew.timer",
                                Standing.ACTIVE,
                                new Outcome.Failed("exit status 1", LAST.instant())),
                        timer(
                                "logrotate.timer",
                                Standing.ACTIVE,
                                new Outcome.Succeeded(LAST.instant().orElseThrow())),
                        timer("man-db.timer", Standing.DISABLED, new Outcome.Unknown("never ran")),
                        nightly(new Missed.Nothing())),
                List.of("/var/spool/cron/crontabs needs root"),
                true);
    }

    static Schedule nightly(Missed missed) {
        boolean nothing = missed instanceof Missed.Nothing;
        String file = nothing ? "/etc/cron.d/backup:2" : "/etc/cron.d/nightly:3";
        return new Schedule(
                Kind.CRON,
                file,
                file,
                "deploy",
                "flock -n /run/lock/nightly ansible-playbook -i production nightly.yml",
                "0 2 * * *",
                Standing.ACTIVE,
                Optional.empty(),
                LAST,
                NO_RECORD,
                new Outcome.Unknown("cron keeps no outcome"),
                NIGHT,
                missed,
                new Limit.None("no timeout in the command"));
    }

    static Schedule timer(String name, Standing standing, Outcome outcome) {
        return new Schedule(
                Kind.TIMER,
                name,
                "/usr/lib/systemd/system/" + name,
                "root",
                "/usr/bin/" + name.replace(".timer", ""),
                "OnCalendar=*-*-* 02:00:00",
                standing,
                Optional.of(name.replace(".timer", ".service")),
                LAST,
                outcome instanceof Outcome.Succeeded ? LAST : new Moment.Unknown("no journal"),
                outcome,
                standing == Standing.DISABLED ? new Moment.Never("it is disabled") : NIGHT,
                new Missed.Nothing(),
                new Limit.Of(Duration.ofMinutes(90), "TimeoutStartSec"));
    }

    /// A screen on which every host has these schedules and `more` timers that run well.
    public static AutomationView view(Report report, int more) {
        Schedules few = ofAHost();
        List<Schedule> timers =
                IntStream.range(0, more)
                        .mapToObj(i ->
                                timer(
                                        "job%03d.timer".formatted(i),
                                        Standing.ACTIVE,
                                        new Outcome.Succeeded(NOW.minusSeconds(60L * i))))
                        .toList();
        var all =
                new Schedules(
                        Stream.concat(few.all().stream(), timers.stream()).toList(),
                        few.unread(),
                        true);
        var looks = new Looks(_ -> new Looks.Found(List.of(), all, Map.of()));
        var ages = new Ages(InstantSource.fixed(report.snapshot().takenAt()), ZoneOffset.UTC);
        var view = new AutomationView(ages, report, k -> {}, h -> {}, looks);
        view.report(report);
        view.openTab(1);
        return view;
    }
}
