package dev.watchkeeper.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// A mark with its word.
public final class Badge extends HBox {
    private static final double SIZE = 13;

    private final MarkShape shape;
    private final Label word = new Label();

    /// Shows the mark's own word.
    public Badge(Mark mark) {
        shape = new MarkShape(mark, SIZE);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(shape, word);
        show(mark, mark.word());
    }

    /// Shows another mark with a word that says more, such as `expired`.
    public void show(Mark mark, String text) {
        shape.show(mark);
        word.setText(text);
        getStyleClass().setAll("badge", mark.word());
        word.getStyleClass().setAll("label", "badge-word");
    }
}
