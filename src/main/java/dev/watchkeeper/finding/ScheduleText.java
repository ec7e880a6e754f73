package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Limit;
import dev.watchkeeper.automation.Missed;
import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.Outcome;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedule.Standing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is known of a schedule, in words. Times are said as ages, by the host's own clock.
///
/// @param now the host's time of that knowledge
public record ScheduleText(Schedule schedule, Instant now) {
    /// `0 3 * * * as root: nightly.sh`.
    public String what() {
        String when = schedule.expression().isEmpty() ? "" : schedule.expression();
        String who = schedule.user().isEmpty() ? "" : " as " + schedule.user();
        String command = schedule.command().isEmpty() ? "" : ": " + schedule.command();
        return (when + who + command).strip();
    }

    /// All else, a line each.
    public List<String> lines() {
        return List.of(
                "last start " + of(schedule.lastStart()),
                "last success " + of(schedule.lastSuccess()) + ended(),
                "next " + of(schedule.next()),
                "missed " + missed(),
                "limit " + limit());
    }

    /// `7 starts, the first due 7 d ago: cron does not run`.
    public String missed() {
        return switch (schedule.missed()) {
            case Missed.Nothing _ -> "nothing";
            case Missed.Times t ->
                    "%s%s, the first due %s: %s"
                            .formatted(
                                    t.count() >= 1_000 ? "at least " : "",
                                    Texts.count(t.count(), "start", "starts"),
                                    at(t.since()),
                                    t.why());
            case Missed.Unknown u -> "unknown: " + u.why();
        };
    }

    /// Why it will not start by itself; empty where it will.
    public Optional<String> standing() {
        boolean cron = schedule.kind() != Schedule.Kind.TIMER;
        return schedule.standing() == Standing.ACTIVE
                ? Optional.empty()
                : Optional.of(
                        cron && schedule.standing() == Standing.STOPPED
                                ? "cron does not run"
                                : schedule.standing().name().toLowerCase(Locale.ROOT));
    }

    private String of(Moment moment) {
        return switch (moment) {
            case Moment.At a -> at(a.at());
            case Moment.Never n -> "never: " + n.why();
            case Moment.Unknown u -> "unknown: " + u.why();
        };
    }

    private String at(Instant at) {
        return at.isAfter(now) ? "in " + Ages.between(now, at) : Ages.between(at, now) + " ago";
    }

    private String ended() {
        return switch (schedule.outcome()) {
            case Outcome.Failed f ->
                    "; the last run failed%s, %s"
                            .formatted(f.at().map(a -> " " + at(a)).orElse(""), f.how());
            case Outcome.Running r ->
                    "; a run is under way" + r.since().map(s -> ", begun " + at(s)).orElse("");
            case Outcome.Succeeded _, Outcome.Unknown _ -> "";
        };
    }

    private String limit() {
        return switch (schedule.limit()) {
            case Limit.Of o -> "%s (%s)".formatted(Ages.of(o.most()), o.where());
            case Limit.None n -> "none: " + n.where();
            case Limit.Unknown u -> "unknown: " + u.why();
        };
    }
}
