package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;
import dev.watchkeeper.ui.fx.LiveTable;
import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.control.TableColumn;

import java.util.Comparator;
import java.util.function.Function;

/// The table of schedules and its columns.
final class ScheduleTable {
    private ScheduleTable() {}

    static LiveTable<String, ScheduleRow> create(Ages ages) {
        Comparator<ScheduleRow> worstFirst =
                Comparator.<ScheduleRow, Mark>comparing(r -> r.verdict().mark())
                        .thenComparing(r -> r.host().name())
                        .thenComparing(ScheduleRow::key);
        var table = new LiveTable<String, ScheduleRow>(ages, ScheduleRow::key, () -> worstFirst);
        table.setId("schedule-table");
        table.setAccessibleText("Schedules, those with trouble first");
        table.verdict("State", 20, ScheduleRow::verdict);
        table.text("Host", 13, r -> r.host().name());
        table.text("Schedule", 24, ScheduleRow::name);
        var when = table.mono("When", 18, ScheduleRow::when);
        moment(table, ages, "Last start", Schedule::lastStart);
        var success = moment(table, ages, "Last success", Schedule::lastSuccess);
        moment(table, ages, "Next", Schedule::next);
        var missed = table.text("Missed", 11, ScheduleRow::missed);
        var command = table.mono("Starts", 26, ScheduleRow::command);
        table.mayLeave(command, missed, when, success);
        return table;
    }

    private static TableColumn<LiveRow<String, ScheduleRow>, ScheduleRow> moment(
            LiveTable<String, ScheduleRow> table,
            Ages ages,
            String title,
            Function<Schedule, Moment> of) {
        var moments = new Moments(ages);
        return table.time(
                title,
                14,
                r -> moments.brief(of.apply(r.schedule())),
                r -> of.apply(r.schedule()).instant(),
                r -> moments.full(of.apply(r.schedule())));
    }
}
