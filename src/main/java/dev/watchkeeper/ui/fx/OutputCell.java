package dev.watchkeeper.ui.fx;

import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/// A line of an output; one that is searched for is marked.
final class OutputCell extends ListCell<String> {
    private static final PseudoClass MATCH = PseudoClass.getPseudoClass("match");

    private final Predicate<String> match;
    private final Tooltip whole = new Tooltip();

    OutputCell(Predicate<String> match) {
        this.match = match;
        whole.setWrapText(true);
        whole.setMaxWidth(900);
        setPrefWidth(0);
        textTruncatedProperty().addListener(o -> setTooltip(isTextTruncated() ? whole : null));
    }

    @Override
    protected void updateItem(@Nullable String line, boolean empty) {
        super.updateItem(line, empty);
        boolean blank = empty || line == null;
        setText(blank ? "" : line);
        whole.setText(getText());
        pseudoClassStateChanged(MATCH, !blank && match.test(line));
    }
}
