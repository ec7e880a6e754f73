package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Timetable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What starts commands on one host by itself.
///
/// @param all entries of cron first, then timers, each by name
/// @param unread what could not be read, and why: of that, nothing is known
/// @param known whether the host was asked; when not, `all` is empty and says nothing
public record Schedules(List<Schedule> all, List<String> unread, boolean known) {
    public Schedules {
        all = List.copyOf(all);
        unread = List.copyOf(unread);
    }

    /// The schedules of a host, as of the moment of the snapshot by the host's own clock.
    public static Schedules of(HostSnapshot snapshot) {
        return snapshot.timetable()
                .map(t -> of(snapshot, t))
                .orElseGet(() ->
                        new Schedules(
                                List.of(), List.of("the probe said nothing of schedules"), false));
    }

    private static Schedules of(HostSnapshot snapshot, Timetable timetable) {
        var all = new ArrayList<Schedule>();
        all.addAll(new CronSchedules(snapshot, timetable).all());
        all.addAll(new Anacron(snapshot, timetable).all());
        all.addAll(new TimerSchedules(snapshot, timetable).all());
        all.sort(Comparator.comparing(Schedule::kind).thenComparing(Schedule::name));
        return new Schedules(all, unread(timetable), true);
    }

    private static List<String> unread(Timetable timetable) {
        var unread = new ArrayList<String>();
        timetable.unread().forEach(f -> unread.add(f + " needs root"));
        if (timetable.systemd().isEmpty()) {
            unread.add("timers: systemctl did not answer");
        }
        if (timetable.startsSince().isEmpty() && !timetable.tables().isEmpty()) {
            unread.add("last starts of cron: no log of it could be read");
        }
        return unread;
    }

    /// The one of these that started a run, where the run's processes show it.
    public Optional<Schedule> starterOf(HostSnapshot snapshot, Run run) {
        return new Starters(snapshot, this).of(run);
    }

    /// Whether a run is of the command of an entry of cron, whoever started it this time.
    public static boolean isCommandOf(Schedule schedule, Run run) {
        return Starters.isCommandOf(schedule, run);
    }

    /// The schedules of a kind.
    public List<Schedule> of(Kind kind) {
        return all.stream().filter(s -> s.kind() == kind).toList();
    }
}
