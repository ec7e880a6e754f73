package dev.watchkeeper.ui.shell;

import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All keys.
final class KeysSheet extends VBox {
    private final Button close = new Button("Close");

    KeysSheet(List<Screen> screens, Runnable closing) {
        getStyleClass().add("dialog-card");
        setId("keys-sheet");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        int row = 0;
        for (Map.Entry<String, String> key : keys(screens).entrySet()) {
            grid.add(Layouts.label(key.getKey(), "key-cap", "mono"), 0, row);
            grid.add(Layouts.label(key.getValue()), 1, row++);
        }
        close.setOnAction(e -> closing.run());
        getChildren()
                .addAll(
                        Layouts.label("Keys", "dialog-title"),
                        grid,
                        Layouts.wrapped("No single key changes anything on a host.", "muted"),
                        Layouts.row("dialog-buttons", Layouts.spacer(), close));
    }

    Button closeButton() {
        return close;
    }

    private static Map<String, String> keys(List<Screen> screens) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("Ctrl+K", "Palette: go anywhere, do anything");
        keys.put("/", "Filter this screen");
        keys.put("Esc", "Close, clear the filter, back");
        screens.forEach(s -> keys.put("g " + s.key(), s.title()));
        keys.put("F5", "Ask everything now");
        keys.put("Ctrl + / Ctrl - / Ctrl 0", "Larger, smaller, normal text");
        keys.put("?", "This sheet");
        return keys;
    }
}
