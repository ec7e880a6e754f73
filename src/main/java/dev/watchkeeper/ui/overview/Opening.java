package dev.watchkeeper.ui.overview;

import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import java.util.Optional;
import java.util.function.Consumer;

/// Opens what is selected in a list, with a click or Enter.
final class Opening {
    private Opening() {}

    static <T> void on(ListView<T> list, Consumer<T> open) {
        list.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                selected(list).ifPresent(open);
            }
        });
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                selected(list).ifPresent(open);
            }
        });
    }

    private static <T> Optional<T> selected(ListView<T> list) {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }
}
