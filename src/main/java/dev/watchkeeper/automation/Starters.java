package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.host.Timetable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which schedule started a run: the service that its processes belong to, or the entry whose
/// command one of its ancestors under cron runs.
final class Starters {
    private static final int DEEPEST = 64;
    private static final Pattern REDIRECTION =
            Pattern.compile(" ?(?:[0-9]?>>?&[0-9-]|[0-9&]?>>? ?[^ ;|&]+|[0-9]?< ?[^ ;|&<]+)");

    private final HostSnapshot snapshot;
    private final Schedules schedules;

    Starters(HostSnapshot snapshot, Schedules schedules) {
        this.snapshot = snapshot;
        this.schedules = schedules;
    }

    Optional<Schedule> of(Run run) {
        return byService(run).or(() -> byCron(run));
    }

    private Optional<Schedule> byService(Run run) {
        Map<Long, String> services = snapshot.timetable().map(Timetable::services).orElse(Map.of());
        return run.processes().stream()
                .flatMap(p -> Optional.ofNullable(services.get(p.key().pid())).stream())
                .findFirst()
                .flatMap(s ->
                        schedules.of(Kind.TIMER).stream()
                                .filter(t -> t.service().equals(Optional.of(s)))
                                .findFirst());
    }

    private Optional<Schedule> byCron(Run run) {
        List<RemoteProcess> chain = underCron(run);
        return chain.stream()
                .flatMap(p ->
                        schedules.of(Kind.CRON).stream()
                                .filter(s -> s.name().equals(s.definedIn()))
                                .filter(s -> runs(p, Crontab.program(s.command()))))
                .findFirst();
    }

    /// From the run's leader up to the child of cron that is none itself; empty where cron is not
    /// among its ancestors.
    private List<RemoteProcess> underCron(Run run) {
        var chain = new ArrayList<RemoteProcess>();
        Optional<RemoteProcess> at = Optional.of(run.leader());
        while (at.isPresent() && chain.size() < DEEPEST) {
            if (CronSchedules.isDaemon(at.get())) {
                return chain.reversed();
            }
            chain.add(at.get());
            at = snapshot.process(at.get().parent());
        }
        return List.of();
    }

    /// Whether one of a run's processes is the command of an entry of cron, whoever started it.
    static boolean isCommandOf(Schedule schedule, Run run) {
        return schedule.kind() == Kind.CRON
                && run.processes().stream()
                        .anyMatch(p -> runs(p, Crontab.program(schedule.command())));
    }

    /// `/bin/sh -c COMMAND`; a shell with one simple command becomes that command.
    private static boolean runs(RemoteProcess p, String program) {
        String line = plain(Crontab.squeezed(p.arguments().orElse("")));
        String words = plain(program);
        return !words.isEmpty() && (line.equals(words) || line.endsWith(" " + words));
    }

    /// Without redirections, which are no arguments.
    private static String plain(String command) {
        return REDIRECTION.matcher(command).replaceAll("").strip();
    }
}
