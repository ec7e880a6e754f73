package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Timetable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The timers of systemd on one host (systemd.timer(5)), those that are not loaded among them.
final class TimerSchedules {
    private static final Pattern TRIGGER = Pattern.compile("^\\{ (.*?) ; next_elapse=.*$");

    private final HostSnapshot snapshot;
    private final Timetable timetable;

    TimerSchedules(HostSnapshot snapshot, Timetable timetable) {
        this.snapshot = snapshot;
        this.timetable = timetable;
    }

    List<Schedule> all() {
        var all = new ArrayList<Schedule>();
        timetable
                .units()
                .forEach((name, properties) -> {
                    if (name.endsWith(".timer")) {
                        all.add(loaded(name, new Unit(properties)));
                    }
                });
        timetable
                .unitFiles()
                .forEach((name, state) -> {
                    // What is static is started by another unit, a template under another name.
                    boolean itself = !name.contains("@.") && !state.equals("static");
                    if (itself && !timetable.units().containsKey(name)) {
                        all.add(notLoaded(name, state));
                    }
                });
        return all;
    }

    private Schedule loaded(String name, Unit timer) {
        String serviceName = timer.text("Unit");
        var service = new Unit(timetable.units().getOrDefault(serviceName, Map.of()));
        Outcome outcome = service.outcome();
        Standing standing = standing(timer);
        return new Schedule(
                Kind.TIMER,
                name,
                timer.text("FragmentPath"),
                service.text("User").isEmpty() ? "root" : service.text("User"),
                service.command(),
                String.join(", ", triggers(timer)),
                standing,
                Optional.of(serviceName).filter(s -> !s.isEmpty()),
                lastStart(timer, service),
                lastSuccess(outcome),
                outcome,
                next(timer, standing, outcome),
                missed(timer, service, standing, outcome),
                service.limit(serviceName));
    }

    private static Schedule notLoaded(String name, String state) {
        Standing standing =
                switch (state) {
                    case "masked", "masked-runtime" -> Standing.MASKED;
                    case "disabled", "indirect" -> Standing.DISABLED;
                    case "enabled", "enabled-runtime" -> Standing.STOPPED;
                    default -> Standing.UNKNOWN;
                };
        String why = "the timer is " + state + " and not loaded";
        return new Schedule(
                Kind.TIMER,
                name,
                "",
                "",
                "",
                "",
                standing,
                Optional.of(name.replaceFirst("\\.timer$", ".service")),
                new Moment.Unknown(why),
                new Moment.Unknown(why),
                new Outcome.Unknown(why),
                standing == Standing.UNKNOWN ? new Moment.Unknown(why) : new Moment.Never(why),
                new Missed.Unknown(why),
                new Limit.Unknown(why));
    }

    private static Standing standing(Unit timer) {
        if (timer.text("LoadState").equals("masked")) {
            return Standing.MASKED;
        }
        if (timer.text("ActiveState").equals("active")) {
            return Standing.ACTIVE;
        }
        return timer.text("UnitFileState").startsWith("enabled")
                ? Standing.STOPPED
                : Standing.DISABLED;
    }

    private static List<String> triggers(Unit timer) {
        return (timer.text("TimersCalendar") + "\n" + timer.text("TimersMonotonic"))
                .lines()
                .map(l -> TRIGGER.matcher(l).replaceFirst("$1"))
                .filter(l -> !l.isBlank())
                .map(l -> l.replaceFirst("USec=", "Sec="))
                .toList();
    }

    private Moment lastStart(Unit timer, Unit service) {
        Optional<Instant> triggered =
                timer.instant("LastTriggerUSec")
                        .or(() -> service.instant("ExecMainStartTimestamp"));
        if (triggered.isPresent()) {
            return new Moment.At(triggered.get());
        }
        return timer.text("Persistent").equals("yes")
                ? new Moment.Never("it has not started yet")
                : new Moment.Unknown(
                        "it has not started since the host did, at "
                                + boot().truncatedTo(ChronoUnit.SECONDS));
    }

    private static Moment lastSuccess(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded s -> new Moment.At(s.at());
            case Outcome.Failed _, Outcome.Running _ ->
                    new Moment.Unknown("systemd keeps the outcome of the last run alone");
            case Outcome.Unknown u -> new Moment.Unknown(u.why());
        };
    }

    private Moment next(Unit timer, Standing standing, Outcome outcome) {
        if (standing != Standing.ACTIVE) {
            return new Moment.Never("the timer is " + standing.name().toLowerCase(Locale.ROOT));
        }
        Optional<Instant> next =
                timer.instant("NextElapseUSecRealtime")
                        .or(() ->
                                SystemdTimes.span(timer.text("NextElapseUSecMonotonic"))
                                        .map(s -> boot().plus(s)));
        if (next.isPresent()) {
            return new Moment.At(next.get());
        }
        return new Moment.Unknown(
                outcome instanceof Outcome.Running
                        ? "a run is under way, and the timer waits for its end"
                        : "the timer says nothing of it");
    }

    /// A timer does not elapse while its service runs, nor when it is stopped.
    private Missed missed(Unit timer, Unit service, Standing standing, Outcome outcome) {
        boolean running = outcome instanceof Outcome.Running;
        if (standing == Standing.ACTIVE && !running) {
            return new Missed.Nothing();
        }
        String why =
                standing == Standing.ACTIVE
                        ? "the run before has not ended"
                        : "the timer is " + standing.name().toLowerCase(Locale.ROOT);
        Optional<Instant> last =
                timer.instant("LastTriggerUSec").or(() -> service.instant("InactiveExitTimestamp"));
        List<CalendarTimes> calendars = CalendarTimes.of(triggers(timer));
        return last.isEmpty() || calendars.isEmpty()
                ? new Missed.Unknown(why)
                : missed(calendars, last.get(), why);
    }

    private Missed missed(List<CalendarTimes> calendars, Instant last, String why) {
        ZoneId zone = timetable.zone().orElse(ZoneOffset.UTC);
        Instant until = snapshot.hostClock().minus(CronSchedules.SLACK);
        int count = calendars.stream().mapToInt(c -> c.due(last, until, zone)).sum();
        Optional<Instant> first =
                calendars.stream()
                        .flatMap(c -> c.next(last, zone).stream())
                        .min(Comparator.naturalOrder());
        return count == 0 || first.isEmpty()
                ? new Missed.Nothing()
                : new Missed.Times(count, first.get(), why);
    }

    private Instant boot() {
        return snapshot.hostClock().minus(snapshot.uptime());
    }
}
