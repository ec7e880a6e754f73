package dev.watchkeeper.ui.fx;

import javafx.scene.control.ListView;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Updates the items of a list without losing the selection: what was selected is found again by
/// its key, never by its index.
public final class KeyedList {
    private KeyedList() {}

    /// Shows `items`; does nothing when they are the same as before.
    public static <T, K> void show(ListView<T> list, List<T> items, Function<T, K> key) {
        if (list.getItems().equals(items)) {
            return;
        }
        Optional<K> selected =
                Optional.ofNullable(list.getSelectionModel().getSelectedItem()).map(key);
        list.getItems().setAll(items);
        selected.flatMap(k -> find(items, key, k))
                .ifPresentOrElse(
                        list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
    }

    private static <T, K> Optional<T> find(List<T> items, Function<T, K> key, K wanted) {
        return items.stream().filter(i -> key.apply(i).equals(wanted)).findFirst();
    }
}
