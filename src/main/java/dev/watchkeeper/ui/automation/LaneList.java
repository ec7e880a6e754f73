package dev.watchkeeper.ui.automation;

import dev.watchkeeper.ui.automation.LaneTrack.Span;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.KeyedList;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The picture of a run: one lane for each ssh, on one axis of time. Only the lanes in sight are
/// drawn, however many there are.
final class LaneList extends VBox {
    private final Ages ages;
    private final LaneAxis axis;
    private final ListView<LaneRow> list = new ListView<>();
    private final Consumer<String> openHost;
    private RunRow run;

    /// @param openHost opens a host of the fleet
    LaneList(Ages ages, RunRow first, Consumer<String> openHost) {
        this.ages = ages;
        this.openHost = openHost;
        run = first;
        axis = new LaneAxis(ages);
        getStyleClass().add("lanes");
        list.setId("lane-list");
        list.getStyleClass().add("lane-list");
        list.setAccessibleText("Lanes of the run, the blocked first");
        list.setPlaceholder(Layouts.wrapped("It works on no other host at the moment.", "muted"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(l -> {
            var cell = new LaneCell(ages, () -> run, openHost);
            // The scroll bar takes its part of the list's width.
            cell.widthProperty().addListener((o, was, is) -> axis.setMaxWidth(is.doubleValue()));
            return cell;
        });
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        MenuItem copy = new MenuItem("Copy lanes");
        copy.setOnAction(e -> Clip.copy(text(list.getSelectionModel().getSelectedItems())));
        list.setContextMenu(new ContextMenu(copy));
        getChildren().addAll(axis, Layouts.growing(list));
    }

    private void key(KeyEvent event) {
        List<LaneRow> selected = list.getSelectionModel().getSelectedItems();
        if (event.isShortcutDown() && event.getCode() == KeyCode.C && !selected.isEmpty()) {
            Clip.copy(text(selected));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            selected.stream().flatMap(l -> l.host().stream()).findFirst().ifPresent(openHost);
            event.consume();
        }
    }

    /// Shows the lanes of a run; what is selected stays so by its key.
    void show(RunRow row, List<LaneRow> lanes) {
        boolean other = !row.key().equals(run.key());
        boolean moved = !row.observedAt().equals(run.observedAt());
        run = row;
        axis.show(Span.of(row, ages));
        KeyedList.show(list, lanes, LaneRow::key);
        if (other) {
            list.getSelectionModel().clearSelection();
            list.scrollTo(0);
        }
        if (other || moved) {
            list.refresh();
        }
    }

    /// All lanes, a line each.
    String text() {
        return text(list.getItems());
    }

    private static String text(List<LaneRow> lanes) {
        return lanes.stream().map(LaneRow::text).collect(Collectors.joining("\n", "", "\n"));
    }
}
