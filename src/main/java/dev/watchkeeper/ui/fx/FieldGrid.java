package dev.watchkeeper.ui.fx;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Names and values, one a line; values break their lines.
public final class FieldGrid extends GridPane {
    private int row;

    public FieldGrid() {
        getStyleClass().add("field-grid");
        var names = new ColumnConstraints();
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, values);
    }

    /// @param value free of control characters
    public void add(String name, String value) {
        Label key = Layouts.label(name, "muted", "small", "field-name");
        GridPane.setValignment(key, javafx.geometry.VPos.TOP);
        Label said = Layouts.wrapped(value, "small");
        key.setLabelFor(said);
        add(key, 0, row);
        add(said, 1, row++);
    }

    public void addMono(String name, String value) {
        add(name, value);
        getChildren().getLast().getStyleClass().add("mono");
    }
}
