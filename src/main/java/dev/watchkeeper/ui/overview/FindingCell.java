package dev.watchkeeper.ui.overview;

import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Em;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

/// A finding in one line: mark and word, title, how many symptoms, since when.
final class FindingCell extends ListCell<Summary.Line> {
    private final Badge badge = new Badge(Mark.OK);
    private final Label title = Layouts.wrapped("", "line-title");
    private final Label symptoms = Layouts.label("", "muted", "small");
    private final AgeLabel since;
    private final HBox row;

    FindingCell(Ages ages) {
        since = new AgeLabel(ages).as(at -> "seen for " + ages.age(at));
        symptoms.setMinWidth(USE_PREF_SIZE);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        row = Layouts.row("line", Layouts.row("wide-badge", badge), title, symptoms, since);
        setPrefWidth(0);
    }

    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null
                ? super.computePrefHeight(width)
                : Em.wrappedHeight(this, row, width, 0);
    }

    @Override
    protected void updateItem(Summary.@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            return;
        }
        badge.show(line.mark(), line.mark().word());
        title.setText(line.title());
        symptoms.setText(line.symptoms() == 0 ? "" : Summaries.count(line.symptoms(), "symptom"));
        since.show(line.since());
        setGraphic(row);
        setAccessibleText(line.mark().word() + ": " + line.title());
    }
}
