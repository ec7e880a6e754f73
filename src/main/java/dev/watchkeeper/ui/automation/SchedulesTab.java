package dev.watchkeeper.ui.automation;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.automation.Looks.Look;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.scene.control.Tab;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What starts commands on the hosts by itself, with all that is known of the selected one below.
final class SchedulesTab extends Tab {
    private final LiveTable<String, ScheduleRow> table;
    private final Notes notes;
    private final SchedulePane pane;
    private final MasterDetail split;
    private final Consumer<String> openHost;
    private Emptiness emptiness;

    SchedulesTab(Ages ages, Report first, Consumer<String> openHost) {
        super("Schedules");
        setId("tab-schedules");
        this.openHost = openHost;
        emptiness = Emptiness.ofSchedules(first, List.of());
        table = ScheduleTable.create(ages);
        notes = new Notes(ages);
        pane = new SchedulePane(ages, openHost);
        split = new MasterDetail(table, pane);
        table.onSelected(this::selected);
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        setContent(Layouts.column("tab-body", notes, Layouts.growing(split)));
    }

    void show(Report report, List<Look> looks) {
        emptiness = Emptiness.ofSchedules(report, looks);
        List<ScheduleRow> rows = ScheduleRow.of(looks);
        var gaps = new ArrayList<String>();
        if (!rows.isEmpty()) {
            emptiness.gap().ifPresent(gaps::add);
        }
        gaps.addAll(Unread.of(looks));
        notes.show(List.of(), gaps);
        table.show(rows);
        selected(table.selected());
    }

    /// @param narrowed whether not everything passes the filter
    void explain(boolean narrowed) {
        emptiness.explain(table.empty(), narrowed);
    }

    void filter(Predicate<ScheduleRow> passes) {
        table.filter(passes);
    }

    private void selected(List<ScheduleRow> selected) {
        selected.stream().findFirst().ifPresent(pane::show);
        split.showDetail(!selected.isEmpty());
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            table.selected().stream().findFirst().ifPresent(r -> openHost.accept(r.host().name()));
        }
    }
}
