package dev.watchkeeper.ui.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;

/// Draws a mark: octagon with `!`, triangle, diamond, hollow circle, tick, dashed circle with `?`.
public final class MarkShape extends StackPane {
    private static final double BOX = 16;
    private static final double SIGN = 0.68;

    private final SVGPath path = new SVGPath();
    private final Text sign = new Text();
    private double size;

    /// @param size edge in pixels while the text has its normal size; it grows with the text
    public MarkShape(Mark mark, double size) {
        this.size = size;
        getStyleClass().add("mark");
        path.getStyleClass().add("mark-path");
        sign.getStyleClass().add("mark-sign");
        sign.setStyle("-fx-font-size: " + size * SIGN / Em.NORMAL + "em;");
        sign.fontProperty().addListener((o, was, is) -> resizeTo(is.getSize() / SIGN));
        path.setManaged(false);
        sign.setManaged(false);
        getChildren().addAll(path, sign);
        resizeTo(size);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        show(mark);
    }

    private void resizeTo(double edge) {
        size = edge;
        path.setScaleX(size / BOX);
        path.setScaleY(size / BOX);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
    }

    @Override
    protected void layoutChildren() {
        centre(path);
        centre(sign);
    }

    private void centre(javafx.scene.Node node) {
        var bounds = node.getLayoutBounds();
        node.setLayoutX(size / 2 - bounds.getCenterX());
        node.setLayoutY(size / 2 - bounds.getCenterY());
    }

    /// Draws another mark.
    public void show(Mark mark) {
        path.setContent(mark.outline());
        sign.setText(mark.sign());
        getStyleClass().setAll("mark", mark.word(), mark.filled() ? "filled" : "outlined");
        setAccessibleText(mark.word());
        requestLayout();
    }
}
