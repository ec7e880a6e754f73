package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Limit;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.finding.PreventionRule.Hint;

import java.util.List;

/// A limit for the runs that schedules of a host start.
record ScheduleHints(Dependents dependents) {
    private static final String MOST = "6h";
    private static final String CRON = "timeout -k 60 " + MOST + " ";

    List<Hint> all() {
        return dependents.all().stream()
                .filter(dependents::startsRuns)
                .filter(s -> s.limit() instanceof Limit.None && !isBoundedInside(s))
                .filter(s -> s.kind() != Kind.ANACRON)
                .map(ScheduleHints::hint)
                .toList();
    }

    /// A script may have the timeout that its line has not.
    private boolean isBoundedInside(Schedule schedule) {
        return dependents
                .runOf(schedule)
                .filter(r -> r.processes().stream().anyMatch(p -> p.command().equals("timeout")))
                .isPresent();
    }

    private static Hint hint(Schedule schedule) {
        String why = schedule.limit() instanceof Limit.None n ? n.where() : "";
        return schedule.kind() == Kind.TIMER ? unit(schedule, why) : line(schedule, why);
    }

    private static Hint unit(Schedule timer, String why) {
        String service = timer.service().orElse(timer.name());
        String setting = why.startsWith("RuntimeMax") ? "RuntimeMaxSec" : "TimeoutStartSec";
        return new Hint(
                "no limit in " + Served.shown(service),
                "/etc/systemd/system/" + Served.shown(service) + ".d/limit.conf",
                "%s\nmake this file, then: systemctl daemon-reload\n[Service]\n%s=%s"
                        .formatted(why, setting, MOST));
    }

    private static Hint line(Schedule entry, String why) {
        return new Hint(
                "no timeout -k in " + Served.shown(entry.definedIn()),
                Served.shown(entry.definedIn()),
                "%s: %s\nchange the command to\n%s"
                        .formatted(why, entry.command(), bounded(entry.command())));
    }

    /// A compound command needs a shell of its own; what cron reads as input stays behind it.
    static String bounded(String command) {
        String[] parts = command.split("(?<!\\\\)%", 2);
        String input = parts.length > 1 ? "%" + parts[1] : "";
        String program = parts[0].strip();
        boolean compound =
                program.matches(".*[;&|<>(){}`$].*")
                        || program.matches("(?:cd|test|\\[|[A-Z_]+=).*");
        return compound
                ? CRON + "sh -c '" + program.replace("'", "'\\''") + "'" + input
                : CRON + program + input;
    }
}
