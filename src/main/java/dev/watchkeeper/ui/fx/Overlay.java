package dev.watchkeeper.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Dialogs inside the window: one layer over the content, which takes neither mouse nor keys
/// meanwhile. Esc closes the topmost, and focus returns to where it was.
public final class Overlay extends StackPane {
    private final Node content;
    private final Deque<Layer> layers = new ArrayDeque<>();

    private record Layer(StackPane veil, Optional<Node> focusBefore) {}

    public Overlay(Node content) {
        this.content = content;
        getStyleClass().add("overlay");
        getChildren().add(content);
        addEventFilter(KeyEvent.KEY_PRESSED, this::closeOnEscape);
    }

    public boolean isOpen() {
        return !layers.isEmpty();
    }

    /// Shows a dialog and puts the focus on `focus`.
    public void show(Region dialog, Node focus) {
        Optional<Node> before =
                Optional.ofNullable(getScene()).map(javafx.scene.Scene::getFocusOwner);
        StackPane veil = new StackPane(dialog);
        veil.getStyleClass().add("veil");
        StackPane.setAlignment(dialog, Pos.TOP_CENTER);
        dialog.setMaxHeight(Region.USE_PREF_SIZE);
        dialog.setMaxWidth(Region.USE_PREF_SIZE);
        layers.push(new Layer(veil, before));
        content.setDisable(true);
        getChildren().getLast().setMouseTransparent(layers.size() > 1);
        getChildren().add(veil);
        focus.requestFocus();
    }

    /// Closes the topmost dialog.
    public void close() {
        if (layers.isEmpty()) {
            return;
        }
        Layer top = layers.pop();
        getChildren().remove(top.veil());
        getChildren().getLast().setMouseTransparent(false);
        content.setDisable(!layers.isEmpty());
        top.focusBefore().ifPresent(Node::requestFocus);
    }

    private void closeOnEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && isOpen()) {
            close();
            event.consume();
        }
    }
}
