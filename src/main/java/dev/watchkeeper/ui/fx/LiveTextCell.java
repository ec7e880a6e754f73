package dev.watchkeeper.ui.fx;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// Text that follows its row, and the clock where it tells a time. What does not fit is in its
/// tooltip.
final class LiveTextCell<R, S> extends TableCell<R, S> {
    private final Function<S, String> text;
    private final Function<S, String> tip;
    private final Tooltip tooltip = new Tooltip();
    private final InvalidationListener listener;

    /// @param tip what the tooltip says; where it is the text, there is a tooltip only when the
    ///   text is cut
    LiveTextCell(Ages ages, Function<S, String> text, Function<S, String> tip, String style) {
        this.text = text;
        this.tip = tip;
        if (!style.isEmpty()) {
            getStyleClass().add(style);
        }
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(700);
        textTruncatedProperty().addListener(o -> explain());
        listener =
                b -> {
                    ages.beat().get();
                    say();
                };
        ages.beat().addListener(new WeakInvalidationListener(listener));
        ages.zone().addListener(new WeakInvalidationListener(listener));
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
        }
        explain();
    }

    private void explain() {
        S item = getItem();
        String more = isEmpty() || item == null ? "" : tip.apply(item);
        boolean worth = !more.isEmpty() && (isTextTruncated() || !more.equals(getText()));
        if (worth && !more.equals(tooltip.getText())) {
            tooltip.setText(more);
        }
        setTooltip(worth ? tooltip : null);
    }
}
