package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Missed;
import dev.watchkeeper.automation.Outcome;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.automation.Looks.Look;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One schedule in the table.
///
/// @param observedAt when the host told of it
/// @param outdated whether that is too long ago to be called present
/// @param runs of it that are under way
/// @param zone in which the host reads its expression, where it told
record ScheduleRow(
        Host host,
        Schedule schedule,
        Instant observedAt,
        boolean outdated,
        long runs,
        Optional<ZoneId> zone) {
    static List<ScheduleRow> of(List<Look> looks) {
        return looks.stream()
                .flatMap(l -> l.found().schedules().all().stream().map(s -> ScheduleRow.of(l, s)))
                .toList();
    }

    private static ScheduleRow of(Look look, Schedule schedule) {
        return new ScheduleRow(
                look.host(),
                schedule,
                look.probed().observedAt(),
                look.outdated(),
                look.found().starters().values().stream().filter(schedule::equals).count(),
                look.probed().snapshot().timetable().flatMap(t -> t.zone()));
    }

    /// Unique among all hosts' schedules.
    String key() {
        return String.join(
                "\n", host.name(), schedule.kind().name(), schedule.name(), schedule.definedIn());
    }

    /// Trouble first; what is not known is never ok.
    Verdict verdict() {
        Verdict said = trouble().orElseGet(this::standing);
        boolean present = !outdated || said.mark() == Mark.HIGH;
        return present ? said : new Verdict(Mark.UNKNOWN, "not seen lately");
    }

    private Optional<Verdict> trouble() {
        if (schedule.missed() instanceof Missed.Times(int count, _, _)) {
            return Optional.of(new Verdict(Mark.HIGH, "missed %,d".formatted(count)));
        }
        if (schedule.standing() == Schedule.Standing.STOPPED) {
            return Optional.of(new Verdict(Mark.HIGH, "will not start"));
        }
        return schedule.outcome() instanceof Outcome.Failed
                ? Optional.of(new Verdict(Mark.HIGH, "failed"))
                : Optional.empty();
    }

    private Verdict standing() {
        return switch (schedule.standing()) {
            case DISABLED -> new Verdict(Mark.LOW, "disabled");
            case MASKED -> new Verdict(Mark.LOW, "masked");
            case UNKNOWN -> new Verdict(Mark.UNKNOWN, "not known");
            case STOPPED, ACTIVE -> outcome();
        };
    }

    private Verdict outcome() {
        if (schedule.missed() instanceof Missed.Unknown) {
            return new Verdict(Mark.UNKNOWN, "starts not known");
        }
        return switch (schedule.outcome()) {
            case Outcome.Running _ -> new Verdict(Mark.OK, "running");
            case Outcome.Succeeded _ -> new Verdict(Mark.OK, "ok");
            case Outcome.Failed _ -> new Verdict(Mark.HIGH, "failed");
            case Outcome.Unknown _ -> new Verdict(Mark.UNKNOWN, "outcome not known");
        };
    }

    String name() {
        return VisibleText.capped(schedule.name(), 120);
    }

    String command() {
        return VisibleText.capped(schedule.command(), 300);
    }

    String expression() {
        return VisibleText.capped(schedule.expression(), 120);
    }

    /// For a cell, where the kind of timer would take the room of its time.
    String when() {
        return expression().replace("OnCalendar=", "");
    }

    String missed() {
        return switch (schedule.missed()) {
            case Missed.Nothing _ -> "none";
            case Missed.Times(int count, _, _) -> "%,d".formatted(count);
            case Missed.Unknown _ -> "not known";
        };
    }

    boolean contains(String lowerCase) {
        String text =
                String.join(
                        " ",
                        host.name(),
                        name(),
                        command(),
                        schedule.user(),
                        expression(),
                        verdict().word());
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
