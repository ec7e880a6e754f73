package dev.watchkeeper.ui.fx;

import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;

import java.util.function.Supplier;

/// Copies text that is already free of control characters.
public final class Clip {
    private Clip() {}

    public static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// A button that copies and says that it did.
    public static Button button(String label, Supplier<String> text) {
        Button button = new Button(label);
        button.getStyleClass().addAll("flat", "small", "copy");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> {
            copy(text.get());
            button.setText("Copied");
        });
        button.focusedProperty().addListener((o, was, is) -> button.setText(label));
        return button;
    }
}
