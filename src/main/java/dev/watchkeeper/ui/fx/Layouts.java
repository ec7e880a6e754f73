package dev.watchkeeper.ui.fx;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The few arrangements that every screen uses.
public final class Layouts {
    private Layouts() {}

    /// A label with style classes.
    public static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// A label that breaks its lines.
    public static Label wrapped(String text, String... styles) {
        Label label = label(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// Takes the room that is left.
    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    public static HBox row(String style, Node... children) {
        HBox row = new HBox(children);
        row.getStyleClass().add(style);
        return row;
    }

    public static VBox column(String style, Node... children) {
        VBox column = new VBox(children);
        column.getStyleClass().add(style);
        return column;
    }

    /// Lets a node take the room that is left in both directions.
    public static <N extends Node> N growing(N node) {
        HBox.setHgrow(node, Priority.ALWAYS);
        VBox.setVgrow(node, Priority.ALWAYS);
        return node;
    }
}
