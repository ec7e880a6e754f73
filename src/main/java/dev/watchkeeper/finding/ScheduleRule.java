package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Missed;
import dev.watchkeeper.automation.Outcome;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.finding.Finding.HostFinding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Schedules that something depends on and that did not start, will not start, or whose last run
/// failed: one finding of each kind a host. What nobody could tell is none.
final class ScheduleRule {
    List<Finding> findings(Scene scene) {
        return Probe.each(scene, ScheduleRule::of);
    }

    private static List<Finding> of(Probe probe) {
        Dependents dependents = Dependents.of(probe);
        List<Schedule> all = dependents.all();
        List<Schedule> late = all.stream().filter(s -> isLate(s, dependents, all)).toList();
        List<Schedule> failed =
                all.stream().filter(s -> s.outcome() instanceof Outcome.Failed).toList();
        var found = new ArrayList<Finding>();
        if (!late.isEmpty()) {
            found.add(late(probe, late, dependents));
        }
        if (!failed.isEmpty()) {
            found.add(failed(probe, failed));
        }
        return found;
    }

    private static boolean isLate(Schedule schedule, Dependents dependents, List<Schedule> all) {
        if (schedule.missed() instanceof Missed.Times) {
            return true;
        }
        return switch (schedule.standing()) {
            case STOPPED -> true;
            // The same may well be started by another.
            case DISABLED, MASKED -> all.stream().noneMatch(isInstead(schedule, dependents));
            case ACTIVE, UNKNOWN -> false;
        };
    }

    private static Predicate<Schedule> isInstead(Schedule schedule, Dependents dependents) {
        return s ->
                s.standing() == Standing.ACTIVE
                        && dependents.renews(s) == dependents.renews(schedule);
    }

    private static Finding late(Probe probe, List<Schedule> late, Dependents dependents) {
        boolean bad = late.stream().anyMatch(s -> isBad(s, dependents));
        var draft =
                new Draft(
                                FindingKind.SCHEDULE_MISSED,
                                probe.host().name(),
                                bad ? Severity.HIGH : Severity.MEDIUM)
                        .title(title(probe, late, ScheduleRule::lateness))
                        .impact("What it starts, runs and renewals, is not done.");
        return finding(probe, draft, late);
    }

    /// A single start may come late; a renewal that does not start is seen when it is too late.
    private static boolean isBad(Schedule schedule, Dependents dependents) {
        return schedule.standing() == Standing.STOPPED
                || dependents.renews(schedule)
                || (schedule.missed() instanceof Missed.Times t && t.count() > 1);
    }

    private static String lateness(ScheduleText text) {
        return text.schedule().missed() instanceof Missed.Times
                ? "missed " + text.missed()
                : "does not start: " + text.standing().orElse("");
    }

    private static Finding failed(Probe probe, List<Schedule> failed) {
        var draft =
                new Draft(FindingKind.SCHEDULE_FAILED, probe.host().name(), Severity.MEDIUM)
                        .title(title(probe, failed, ScheduleRule::failure))
                        .impact("What it was to do may not be done.");
        return finding(probe, draft, failed);
    }

    private static String failure(ScheduleText text) {
        return text.schedule().outcome() instanceof Outcome.Failed f
                ? "its last run failed, " + f.how()
                : "";
    }

    private static String title(
            Probe probe, List<Schedule> schedules, Function<ScheduleText, String> words) {
        Instant now = probe.snapshot().hostClock();
        Schedule first = schedules.getFirst();
        String more =
                schedules.size() == 1
                        ? ""
                        : "; so " + Texts.count(schedules.size() - 1, "other", "others");
        return "%s: %s %s%s"
                .formatted(
                        probe.host().name(),
                        Served.shown(first.name()),
                        words.apply(new ScheduleText(first, now)),
                        more);
    }

    private static Finding finding(Probe probe, Draft draft, List<Schedule> schedules) {
        Instant now = probe.snapshot().hostClock();
        List<Evidence> evidence =
                schedules.stream()
                        .limit(20)
                        .map(s -> evidence(probe, new ScheduleText(s, now)))
                        .toList();
        return new HostFinding(draft.on(evidence), probe.host(), probe.probed());
    }

    private static Evidence evidence(Probe probe, ScheduleText text) {
        var lines = new ArrayList<String>();
        lines.add(text.what());
        text.standing().ifPresent(lines::add);
        lines.addAll(text.lines());
        String place = text.schedule().definedIn();
        lines.add("defined in " + (place.isEmpty() ? "an unknown file" : place));
        return probe.evidence(Served.shown(text.schedule().name()), Texts.lines(lines));
    }
}
