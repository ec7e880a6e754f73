package dev.watchkeeper.ui.fx;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;

import java.util.Locale;

/// Shows an output as a virtualised list. It follows the end until the reader scrolls up, and again
/// from the End key on.
public final class OutputView extends ListView<String> {
    private final BooleanProperty following = new SimpleBooleanProperty(true);
    private final ListChangeListener<String> follow = change -> followEnd();
    private final ChangeListener<Number> laidOut = (o, was, is) -> followEnd();
    private String wanted = "";

    public OutputView(OutputBuffer buffer) {
        setItems(buffer.lines());
        getStyleClass().add("output");
        setPlaceholder(new Label("No output yet"));
        setAccessibleText("Output");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setCellFactory(list -> new OutputCell(this::isWanted));
        buffer.lines().addListener(new WeakListChangeListener<>(follow));
        heightProperty().addListener(laidOut);
        following.addListener(o -> followEnd());
        addEventFilter(ScrollEvent.SCROLL, e -> leaveOn(e.getDeltaY() > 0));
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Whether the end is kept in sight.
    BooleanProperty following() {
        return following;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.END) {
            following.set(true);
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            Clip.copy(String.join("\n", getSelectionModel().getSelectedItems()));
            event.consume();
        } else {
            leaveOn(
                    switch (event.getCode()) {
                        case UP, PAGE_UP, HOME -> true;
                        default -> false;
                    });
        }
    }

    private void leaveOn(boolean up) {
        if (up) {
            following.set(false);
        }
    }

    private void followEnd() {
        if (following.get() && !getItems().isEmpty()) {
            scrollTo(getItems().size() - 1);
        }
    }

    /// Marks the lines that contain the text; none when it is empty.
    void mark(String text) {
        wanted = text.toLowerCase(Locale.ROOT);
        refresh();
    }

    boolean isWanted(String line) {
        return !wanted.isEmpty() && line.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// Goes to a line, which ends the following.
    void reveal(int line) {
        following.set(false);
        getSelectionModel().clearAndSelect(line);
        scrollTo(Math.max(0, line - 2));
    }
}
