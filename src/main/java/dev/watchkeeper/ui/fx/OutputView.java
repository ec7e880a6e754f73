package dev.watchkeeper.ui.fx;

import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;

/// Shows a running output as a virtualised list that follows its end until the user scrolls away.
public final class OutputView extends ListView<String> {
    private final ListChangeListener<String> follow = change -> followEnd();
    private final ChangeListener<Number> laidOut = (o, was, is) -> followEnd();

    public OutputView(OutputBuffer buffer) {
        setItems(buffer.lines());
        getStyleClass().add("output");
        setPlaceholder(new Label("No output yet"));
        setAccessibleText("Output");
        buffer.lines().addListener(new WeakListChangeListener<>(follow));
        heightProperty().addListener(laidOut);
    }

    private void followEnd() {
        boolean reading = getSelectionModel().getSelectedIndex() >= 0 && isFocused();
        if (!reading && !getItems().isEmpty()) {
            scrollTo(getItems().size() - 1);
        }
    }
}
