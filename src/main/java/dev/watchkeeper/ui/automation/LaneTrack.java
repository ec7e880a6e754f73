package dev.watchkeeper.ui.automation;

import dev.watchkeeper.ui.fx.Ages;

import javafx.scene.layout.Region;

import java.time.Duration;
import java.time.Instant;

/// The bar of one lane on the axis that all lanes of a run share: from the start of its ssh to the
/// moment when it was seen.
final class LaneTrack extends Region {
    private static final double LEAST = 3;

    private final Region bar = new Region();
    private double from;
    private double to;

    LaneTrack() {
        getStyleClass().add("lane-track");
        bar.setManaged(false);
        getChildren().add(bar);
        setMinWidth(40);
        setMinHeight(USE_PREF_SIZE);
    }

    /// @param span of the axis
    /// @param seen when the lane was observed
    void show(LaneRow lane, Span span, Instant seen) {
        bar.getStyleClass().setAll("lane-bar", lane.verdict().mark().word());
        from = span.share(lane.begun());
        to = span.share(seen);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double left = Math.min(width * from, width - LEAST);
        double length = Math.max(LEAST, width * (to - from));
        bar.resizeRelocate(snapPositionX(left), 0, Math.min(length, width - left), getHeight());
    }

    /// The axis.
    ///
    /// @param start when the run was started
    /// @param end the moment of showing
    record Span(Instant start, Instant end) {
        static Span of(RunRow row, Ages ages) {
            return new Span(row.begun(), ages.now());
        }

        /// Where a moment is, 0 at the start to 1 at the end.
        double share(Instant at) {
            double whole = Math.max(1, Duration.between(start, end).toMillis());
            return Math.clamp(Duration.between(start, at).toMillis() / whole, 0, 1);
        }

        Instant middle() {
            return start.plus(Duration.between(start, end).dividedBy(2));
        }
    }
}
