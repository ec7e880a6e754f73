package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Timetable;
import dev.watchkeeper.host.Timetable.Line;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The jobs of anacrontab(5), which are due after so many days and start when the host is up.
final class Anacron {
    private static final Pattern JOB =
            Pattern.compile("^\\s*(@[a-z]+|[0-9]{1,5})\\s+[0-9]{1,6}\\s+(\\S+)\\s+(.*)$");
    private static final Map<String, Integer> PERIODS =
            Map.of("@daily", 1, "@weekly", 7, "@monthly", 31, "@yearly", 366, "@annually", 366);
    private static final Outcome NO_OUTCOME = new Outcome.Unknown("anacron keeps no outcome");

    private final HostSnapshot snapshot;
    private final Timetable timetable;
    private final ZoneId zone;

    Anacron(HostSnapshot snapshot, Timetable timetable) {
        this.snapshot = snapshot;
        this.timetable = timetable;
        this.zone = timetable.zone().orElse(ZoneOffset.UTC);
    }

    List<Schedule> all() {
        return timetable.tables().stream()
                .filter(t -> t.path().equals("/etc/anacrontab"))
                .flatMap(t -> t.lines().stream())
                .flatMap(l -> of(l).stream())
                .toList();
    }

    private Optional<Schedule> of(Line line) {
        Matcher job = JOB.matcher(line.text());
        if (!job.matches()) {
            return Optional.empty();
        }
        String place = "/etc/anacrontab:" + line.number();
        Optional<Integer> period = period(job.group(1));
        Optional<LocalDate> last = stamp(job.group(2));
        return Optional.of(
                new Schedule(
                        Kind.ANACRON,
                        place,
                        place,
                        "root",
                        job.group(3).strip(),
                        "every " + job.group(1).replaceFirst("^([0-9]+)$", "$1 d"),
                        timetable.cronPrograms().contains("/usr/sbin/anacron")
                                ? Standing.ACTIVE
                                : Standing.UNKNOWN,
                        Optional.empty(),
                        last.<Moment>map(d -> new Moment.At(start(d)))
                                .orElseGet(() -> new Moment.Unknown("anacron left no stamp")),
                        new Moment.Unknown("anacron keeps no outcome"),
                        NO_OUTCOME,
                        due(last, period)
                                .<Moment>map(Moment.At::new)
                                .orElseGet(() -> new Moment.Unknown("anacron left no stamp")),
                        missed(last, period),
                        CommandLimit.of(job.group(3))));
    }

    private Optional<Instant> due(Optional<LocalDate> last, Optional<Integer> period) {
        return last.flatMap(l -> period.map(p -> start(l.plusDays(p))));
    }

    /// It starts in the course of the day on which it is due.
    private Missed missed(Optional<LocalDate> last, Optional<Integer> period) {
        if (last.isEmpty() || period.isEmpty()) {
            return new Missed.Unknown("anacron left no stamp");
        }
        LocalDate today = snapshot.hostClock().atZone(zone).toLocalDate();
        long late = ChronoUnit.DAYS.between(last.get().plusDays(period.get() + 1), today);
        return late <= 0
                ? new Missed.Nothing()
                : new Missed.Times(
                        (int) Math.min(1 + late / period.get(), CronStarts.MOST_MISSED),
                        start(last.get().plusDays(period.get())),
                        "anacron left no newer stamp");
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Optional<Integer> period(String text) {
        return text.startsWith("@")
                ? Optional.ofNullable(PERIODS.get(text))
                : Optional.of(Integer.parseInt(text)).filter(p -> p > 0);
    }

    private Optional<LocalDate> stamp(String job) {
        try {
            return Optional.ofNullable(timetable.stamps().get(job))
                    .map(d -> LocalDate.parse(d.strip(), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
