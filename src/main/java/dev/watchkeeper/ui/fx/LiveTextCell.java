package dev.watchkeeper.ui.fx;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// Text that follows its row, and the clock where it tells a time.
final class LiveTextCell<R, S> extends TableCell<R, S> {
    private static final int WORTH_A_TOOLTIP = 14;

    private final Function<S, String> text;
    private final Tooltip tooltip = new Tooltip();
    private final InvalidationListener listener;

    LiveTextCell(Ages ages, Function<S, String> text, String style) {
        this.text = text;
        if (!style.isEmpty()) {
            getStyleClass().add(style);
        }
        listener =
                b -> {
                    ages.beat().get();
                    say();
                };
        ages.beat().addListener(new WeakInvalidationListener(listener));
    }

    @Override
    protected void updateItem(@Nullable S item, boolean empty) {
        super.updateItem(item, empty);
        say();
    }

    private void say() {
        S item = getItem();
        String words = isEmpty() || item == null ? "" : text.apply(item);
        if (!words.equals(getText())) {
            setText(words);
            tooltip.setText(words);
            setTooltip(words.length() > WORTH_A_TOOLTIP ? tooltip : null);
        }
    }
}
