package dev.watchkeeper.ui.fx;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

import org.controlsfx.control.textfield.CustomTextField;

/// Searches an output: Enter goes to the next line that has the text, Shift+Enter to the one
/// before; how many there are is said beside it.
final class OutputSearch extends HBox {
    private final CustomTextField field = new CustomTextField();
    private final Label count = Layouts.label("", "muted", "small");
    private OutputView output;

    OutputSearch(OutputView output) {
        this.output = output;
        getStyleClass().add("line");
        field.setPromptText("Search output");
        field.setAccessibleText("Search output");
        field.getStyleClass().addAll("small", "output-search");
        field.textProperty().addListener((o, was, is) -> searched());
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        count.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(field, count);
    }

    /// Searches another output from now on.
    void in(OutputView other) {
        output = other;
        searched();
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            go(event.isShiftDown() ? -1 : 1);
            event.consume();
        }
    }

    private void searched() {
        output.mark(field.getText().strip());
        say();
    }

    private void say() {
        boolean asked = !field.getText().isBlank();
        long found = output.getItems().stream().filter(output::isWanted).count();
        count.setText(asked ? "%,d lines".formatted(found) : "");
    }

    private void go(int step) {
        say();
        int size = output.getItems().size();
        int from = output.getSelectionModel().getSelectedIndex();
        int start = from < 0 ? (step > 0 ? -1 : 0) : from;
        for (int i = 1; i <= size; i++) {
            int line = Math.floorMod(start + step * i, size);
            if (output.isWanted(output.getItems().get(line))) {
                output.reveal(line);
                return;
            }
        }
    }
}
