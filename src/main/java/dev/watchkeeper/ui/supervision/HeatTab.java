package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.history.CheckHistory;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.EmptyState;
import dev.watchkeeper.ui.fx.KeyedList;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tab;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Checks × hours: was anybody watching? What was kept is read on a thread of its own.
final class HeatTab extends Tab {
    private final Ages ages;
    private final CheckHistory history;
    private final Background background;
    private final HeatAxis axis;
    private final ListView<HeatRow> list = new ListView<>();
    private final EmptyState empty = new EmptyState();
    private List<HeatRow> rows = List.of();
    private Set<Instant> seen = Set.of();
    private String wanted = "";
    private boolean reading;
    private boolean due = true;

    HeatTab(Ages ages, CheckHistory history, Background background) {
        super("Checks × hours");
        this.ages = ages;
        this.history = history;
        this.background = background;
        setId("tab-hours");
        axis = new HeatAxis(ages);
        list.setId("heat-list");
        list.getStyleClass().add("heat-list");
        list.setAccessibleText("Checks by hours, what was wrong first");
        list.setPlaceholder(empty);
        list.setCellFactory(_ -> {
            var cell = new HeatCell(ages);
            // The scroll bar takes its part of the list's width.
            cell.widthProperty().addListener((o, was, is) -> axis.setMaxWidth(is.doubleValue()));
            return cell;
        });
        MenuItem copy = new MenuItem("Copy row");
        copy.setOnAction(e -> copy());
        list.setContextMenu(new ContextMenu(copy));
        setContent(Layouts.column("tab-body", legend(), axis, Layouts.growing(list)));
        selectedProperty().addListener((o, was, is) -> readWhenDue());
        ages.zone().addListener(o -> refresh());
    }

    private void copy() {
        List<HeatRow> picked = list.getSelectionModel().getSelectedItems();
        Clip.copy(picked.stream().map(HeatRow::text).collect(Collectors.joining("\n")));
    }

    private static Node legend() {
        return Layouts.row(
                "heat-legend",
                sign(HeatRow.Kind.RAN, "ok", "", "OK"),
                sign(HeatRow.Kind.RAN, "warning", "W", "warning"),
                sign(HeatRow.Kind.RAN, "critical", "C", "critical"),
                sign(HeatRow.Kind.RAN, "unknown", "U", "unknown"),
                sign(HeatRow.Kind.NOT_RUN, "ok", "", "the check did not run"),
                sign(HeatRow.Kind.NOT_LOOKED, "nothing", "", "this console did not look"));
    }

    private static Node sign(HeatRow.Kind kind, String style, String letter, String words) {
        var square = HeatCell.square();
        HeatCell.show(square, kind, style, letter);
        square.getStyleClass().add("heat-sign");
        return Layouts.row("line", square, Layouts.label(words, "muted", "small"));
    }

    void show(Watch watch) {
        Set<Instant> now = answers(watch.report());
        due = due || !now.equals(seen) || rows.isEmpty();
        seen = now;
        readWhenDue();
    }

    private static Set<Instant> answers(Report report) {
        return report.snapshot().supervision().values().stream()
                .flatMap(s -> s.lastObserved().stream())
                .map(Observed::observedAt)
                .collect(Collectors.toSet());
    }

    private void readWhenDue() {
        if (!isSelected() || reading || !due) {
            return;
        }
        reading = true;
        due = false;
        Instant now = ages.now();
        background.run(
                () -> HeatRows.of(history.checkHours(HeatRows.hours(now).getFirst()), now),
                kept -> show(kept, now),
                why -> {
                    reading = false;
                    empty.couldNotCheck("The history cannot be read: " + why);
                });
    }

    private void show(List<HeatRow> kept, Instant now) {
        reading = false;
        rows = kept;
        axis.show(HeatRows.hours(now));
        refresh();
        readWhenDue();
    }

    private void refresh() {
        if (rows.isEmpty()) {
            empty.notCheckedYet(
                    "Which checks ran is kept from now on; the first hour is here in a moment.");
        } else {
            empty.none("None match the filter", "Esc clears it.");
        }
        KeyedList.show(
                list, rows.stream().filter(r -> r.contains(wanted)).toList(), HeatRow::title);
        list.refresh();
    }

    void filter(String text) {
        wanted = text.toLowerCase(Locale.ROOT);
        refresh();
    }
}
