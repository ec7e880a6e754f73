package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.supervision.HeatRow.Cell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A row of the picture: a check, and a square for each hour.
final class HeatCell extends ListCell<HeatRow> {
    private final Ages ages;
    private final Label title = Layouts.label("", "heat-title");
    private final Tooltip whole = new Tooltip();
    private final List<Label> squares = new ArrayList<>();
    private final HBox row;

    HeatCell(Ages ages) {
        this.ages = ages;
        whole.setWrapText(true);
        whole.setMaxWidth(700);
        title.setTooltip(whole);
        row = Layouts.row("heat-row", title);
        for (int i = 0; i < HeatRows.HOURS; i++) {
            Label square = square();
            square.setTooltip(new Tooltip());
            squares.add(square);
            row.getChildren().add(Layouts.growing(square));
        }
        row.setMinWidth(0);
        row.setPrefWidth(0);
    }

    /// A square without a meaning yet.
    static Label square() {
        Label square = new Label();
        square.setAlignment(Pos.CENTER);
        square.setMinWidth(0);
        square.setPrefWidth(10);
        square.setMaxWidth(Double.MAX_VALUE);
        return square;
    }

    static void show(Label square, HeatRow.Kind kind, String style, String letter) {
        square.setText(letter);
        square.getStyleClass()
                .setAll(
                        "label",
                        "heat-square",
                        style,
                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Override
    protected void updateItem(@Nullable HeatRow item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        title.setText(item.title());
        title.getStyleClass().setAll("label", "heat-title", item.own() ? "muted" : "plain");
        whole.setText(item.title());
        for (int i = 0; i < squares.size() && i < item.cells().size(); i++) {
            Cell cell = item.cells().get(i);
            Label square = squares.get(i);
            show(square, cell.kind(), cell.style(), cell.letter());
            square.getTooltip()
                    .setText(ages.absolute(cell.hour()) + " and the hour after: " + cell.words());
        }
        setAccessibleText(item.text());
        setGraphic(row);
    }
}
