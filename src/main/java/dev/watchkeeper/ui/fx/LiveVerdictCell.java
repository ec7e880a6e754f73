package dev.watchkeeper.ui.fx;

import javafx.scene.control.TableCell;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// A mark with its word that follows its row.
final class LiveVerdictCell<R, S> extends TableCell<R, S> {
    private final Function<S, Verdict> verdict;
    private final Badge badge = new Badge(Mark.OK);

    LiveVerdictCell(Function<S, Verdict> verdict) {
        this.verdict = verdict;
    }

    @Override
    protected void updateItem(@Nullable S item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        Verdict said = verdict.apply(item);
        badge.show(said.mark(), said.word());
        setGraphic(badge);
    }
}
