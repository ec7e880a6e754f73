package dev.watchkeeper.ui.overview;

import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Em;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// A host in two lines: name and role, then what is wrong or how it is.
final class HostCell extends ListCell<Summary.HostLine> {
    private final MarkShape shape = new MarkShape(Mark.OK, 13);
    private final Label name = Layouts.label("", "line-title", "strong");
    private final Label role = Layouts.label("", "muted", "small");
    private final Label text = Layouts.wrapped("", "muted", "small");
    private final AgeLabel age;
    private final HBox row;

    HostCell(Ages ages) {
        age = new AgeLabel(ages);
        age.getStyleClass().add("small");
        HBox first = Layouts.row("line", name, role, Layouts.spacer(), age);
        VBox words = Layouts.column("host-words", first, text);
        HBox.setHgrow(words, Priority.ALWAYS);
        row = Layouts.row("line", shape, words);
        setPrefWidth(0);
    }

    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null
                ? super.computePrefHeight(width)
                : Em.wrappedHeight(this, row, width, 0);
    }

    @Override
    protected void updateItem(Summary.@Nullable HostLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            return;
        }
        shape.show(line.mark());
        name.setText(line.name());
        role.setText(line.role());
        text.setText(
                line.mark() == Mark.OK ? line.text() : line.mark().word() + " · " + line.text());
        line.observedAt().ifPresentOrElse(age::show, age::clear);
        setGraphic(row);
        setAccessibleText(line.name() + ", " + line.mark().word() + ": " + line.text());
    }
}
