package dev.watchkeeper.ui.fx;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A row of a table: the same object for its key as long as the table knows it; what it shows
/// changes.
///
/// @param <K> identifies
/// @param <S> what is shown
public final class LiveRow<K, S> {
    private final K key;
    private final ReadOnlyObjectWrapper<S> shown;

    LiveRow(K key, S shown) {
        this.key = key;
        this.shown = new ReadOnlyObjectWrapper<>(shown);
    }

    public K key() {
        return key;
    }

    public ReadOnlyObjectProperty<S> shown() {
        return shown.getReadOnlyProperty();
    }

    public S now() {
        return shown.get();
    }

    void show(S now) {
        if (!now.equals(shown.get())) {
            shown.set(now);
        }
    }
}
