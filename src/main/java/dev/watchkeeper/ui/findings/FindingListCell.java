package dev.watchkeeper.ui.findings;

import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Em;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A finding in two lines: title; severity, kind, age.
final class FindingListCell extends TreeCell<FindingRow> {
    /// What stands left of the graphic, in em.
    private static final double DISCLOSURE = 1.8;

    private static final double INDENT = 1.2;

    private final MarkShape shape = new MarkShape(Mark.OK, 14);
    private final Label title = Layouts.wrapped("", "line-title");
    private final Label word = Layouts.label("", "badge-word", "small");
    private final Label more = Layouts.label("", "muted", "small");
    private final AgeLabel since;
    private final HBox row;
    private final ChangeListener<FindingRow.Shown> changes = (o, was, is) -> show(is);
    private Optional<FindingRow> watched = Optional.empty();

    FindingListCell(Ages ages) {
        since = new AgeLabel(ages).as(at -> "seen for " + ages.age(at));
        since.getStyleClass().add("small");
        HBox second = Layouts.row("line", word, more, Layouts.spacer(), since);
        VBox words = Layouts.column("host-words", title, second);
        HBox.setHgrow(words, Priority.ALWAYS);
        row = Layouts.row("line-top", shape, words);
        setPrefWidth(0);
    }

    @Override
    protected double computePrefHeight(double width) {
        TreeItem<FindingRow> item = getTreeItem();
        if (getGraphic() == null || item == null) {
            return super.computePrefHeight(width);
        }
        int level = getTreeView().getTreeItemLevel(item) - 1;
        double em = title.getFont().getSize();
        return Em.wrappedHeight(this, row, width, em * (DISCLOSURE + INDENT * level));
    }

    @Override
    protected void updateItem(@Nullable FindingRow item, boolean empty) {
        super.updateItem(item, empty);
        watched.ifPresent(r -> r.shown().removeListener(changes));
        watched = empty ? Optional.empty() : Optional.ofNullable(item);
        watched.ifPresentOrElse(this::watch, () -> setGraphic(null));
    }

    private void watch(FindingRow item) {
        item.shown().addListener(changes);
        show(item.shown().get());
        setGraphic(row);
    }

    private void show(FindingRow.Shown shown) {
        Mark mark = shown.mark();
        shape.show(mark);
        word.setText(mark.word());
        row.getStyleClass().setAll("line-top", mark.word());
        title.setText(shown.finding().statement().title());
        String kind = shown.finding().kind().label().replace('-', ' ');
        int n = shown.symptoms();
        more.setText(n == 0 ? kind : kind + " · " + n + (n == 1 ? " symptom" : " symptoms"));
        since.show(shown.since());
        setAccessibleText(mark.word() + ": " + shown.finding().statement().title());
    }
}
