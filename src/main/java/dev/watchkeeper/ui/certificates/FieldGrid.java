package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Names and values, one a line.
final class FieldGrid extends GridPane {
    private int row;

    FieldGrid() {
        getStyleClass().add("field-grid");
        var names = new ColumnConstraints();
        names.setMinWidth(104);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, values);
    }

    void add(String name, String value) {
        Label key = Layouts.label(name, "muted", "small");
        GridPane.setValignment(key, javafx.geometry.VPos.TOP);
        add(key, 0, row);
        add(Layouts.wrapped(value, "small"), 1, row++);
    }

    void addMono(String name, String value) {
        add(name, value);
        getChildren().getLast().getStyleClass().add("mono");
    }
}
