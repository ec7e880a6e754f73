package dev.watchkeeper.ui.fx;

import javafx.event.ActionEvent;
import javafx.event.EventHandler;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.function.Supplier;

/// Copying of the selected rows, by a context menu and Ctrl+C.
final class TableCopying {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private TableCopying() {}

    static void install(TableView<?> table, Supplier<String> tabbed, Supplier<String> csv) {
        MenuItem copy = item("copy-rows", "Copy rows", e -> Clip.copy(tabbed.get()));
        copy.setAccelerator(COPY);
        MenuItem asCsv = item("copy-csv", "Copy rows as CSV", e -> Clip.copy(csv.get()));
        ContextMenu menu = new ContextMenu(copy, asCsv);
        menu.setOnShowing(e -> {
            boolean none = table.getSelectionModel().isEmpty();
            menu.getItems().forEach(i -> i.setDisable(none));
        });
        table.setContextMenu(menu);
        table.addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (COPY.match(e) && !table.getSelectionModel().isEmpty()) {
                        Clip.copy(tabbed.get());
                        e.consume();
                    }
                });
    }

    private static MenuItem item(String id, String text, EventHandler<ActionEvent> action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(action);
        return item;
    }
}
