package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Runs;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedules;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Timetable;
import dev.watchkeeper.inventory.Renewal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The schedules of a host that something depends on: those that start runs, and those that renew
/// certificates of the fleet. All others are the host's own affair.
///
/// @param runs that are under way
/// @param started the schedule of each run that shows one
record Dependents(Probe probe, Schedules schedules, List<Run> runs, Map<Run, Schedule> started) {
    private static final Pattern RUNS =
            Pattern.compile("(?:^|[\\s/;&|(])ansible(?:-playbook|-pull)?(?:\\s|$)");

    static Dependents of(Probe probe) {
        HostSnapshot snapshot = probe.snapshot();
        Schedules schedules = Schedules.of(snapshot);
        List<Run> runs = schedules.known() ? Runs.of(snapshot) : List.of();
        var started = new LinkedHashMap<Run, Schedule>();
        runs.forEach(r -> schedules.starterOf(snapshot, r).ifPresent(s -> started.put(r, s)));
        return new Dependents(probe, schedules, runs, started);
    }

    List<Schedule> all() {
        return schedules.all().stream()
                .filter(s -> !isLeftToSystemd(s, probe.snapshot()))
                .filter(s -> startsRuns(s) || renews(s))
                .toList();
    }

    boolean startsRuns(Schedule schedule) {
        return started.containsValue(schedule)
                || RUNS.matcher(schedule.command()).find()
                || runs.stream().anyMatch(r -> Schedules.isCommandOf(schedule, r));
    }

    /// Whether it runs the program of one of the fleet's renewals on this host, or, here or
    /// elsewhere, what the fleet file names as what runs one.
    boolean renews(Schedule schedule) {
        return probe.scene().fleet().renewals().stream()
                .anyMatch(r -> starts(schedule, r, probe.host().name()));
    }

    /// Whether a schedule of a host starts a renewal, by the names of their programs.
    static boolean starts(Schedule schedule, Renewal renewal, String host) {
        var names = new ArrayList<String>();
        if (renewal.host().equals(host)) {
            names.add(base(renewal.command().getFirst()));
        }
        renewal.runBy().ifPresent(names::add);
        return names.stream().anyMatch(n -> names(schedule, n));
    }

    private static boolean names(Schedule schedule, String program) {
        return Pattern.compile("(?:^|[\\s/;&|(])" + Pattern.quote(program) + "(?:\\s|$)")
                        .matcher(schedule.command())
                        .find()
                || schedule.name().equals(program + ".timer");
    }

    /// Debian's packages bring entries that do nothing where systemd runs, as timers do it there.
    static boolean isLeftToSystemd(Schedule schedule, HostSnapshot snapshot) {
        boolean systemd = snapshot.timetable().flatMap(Timetable::systemd).orElse(false);
        return systemd
                && schedule.kind() == Schedule.Kind.CRON
                && schedule.command().contains("/run/systemd/system");
    }

    /// A run of a schedule that is under way.
    Optional<Run> runOf(Schedule schedule) {
        return started.entrySet().stream()
                .filter(e -> e.getValue().equals(schedule))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
