package dev.watchkeeper.ui.fx;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// A relative time that ticks, with the absolute one in its tooltip.
public final class AgeLabel extends Label {
    private final Ages ages;
    private final InvalidationListener listener = beat -> refresh();
    private Function<Instant, String> words;
    private Optional<Instant> at = Optional.empty();

    /// Shows `4 s ago`.
    public AgeLabel(Ages ages) {
        this.ages = ages;
        this.words = ages::relative;
        ages.beat().addListener(new WeakInvalidationListener(listener));
        ages.zone().addListener(new WeakInvalidationListener(listener));
        getStyleClass().addAll("age", "muted");
        setMinWidth(USE_PREF_SIZE);
    }

    /// Shows it in other words.
    public AgeLabel as(Function<Instant, String> inWords) {
        words = inWords;
        refresh();
        return this;
    }

    public AgeLabel show(Instant instant) {
        at = Optional.of(instant);
        Tooltip tooltip = getTooltip() == null ? new Tooltip() : getTooltip();
        setTooltip(tooltip);
        refresh();
        return this;
    }

    public void clear() {
        at = Optional.empty();
        setText("");
        setTooltip(null);
    }

    private void refresh() {
        ages.beat().get();
        at.ifPresent(instant -> {
            setText(words.apply(instant));
            getTooltip().setText(ages.absolute(instant));
        });
    }
}
