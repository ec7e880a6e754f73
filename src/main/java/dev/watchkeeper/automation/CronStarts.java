package dev.watchkeeper.automation;

import dev.watchkeeper.host.Timetable;
import dev.watchkeeper.host.Timetable.CronStart;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What cron last started, as its log says.
final class CronStarts {
    /// The most starts that are counted as missed.
    static final int MOST_MISSED = 1_000;

    private final Map<String, Instant> last = new HashMap<>();
    private final Timetable timetable;

    CronStarts(Timetable timetable) {
        this.timetable = timetable;
        for (CronStart s : timetable.starts()) {
            last.merge(
                    key(s.user(), Crontab.squeezed(s.command())),
                    s.at(),
                    (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    Optional<Instant> last(String user, String program) {
        return Optional.ofNullable(last.get(key(user, program)));
    }

    Moment unseen() {
        return new Moment.Unknown(
                timetable
                        .startsSince()
                        .map(s -> "cron's log has no start of it since " + s)
                        .orElse("no log of cron could be read"));
    }

    private static String key(String user, String program) {
        return user + " " + program;
    }
}
