package dev.watchkeeper.ui.automation;

import dev.watchkeeper.ui.automation.LaneTrack.Span;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import java.time.Duration;

/// The time above the bars: when the run was started on the left, now on the right.
final class LaneAxis extends HBox {
    private final AgeLabel start;
    private final AgeLabel middle;
    private final AgeLabel end;

    LaneAxis(Ages ages) {
        getStyleClass().addAll("lane", "lane-axis");
        start = new AgeLabel(ages);
        middle = new AgeLabel(ages);
        end = new AgeLabel(ages).as(at -> "now");
        var scale = new StackPane(start, middle, end);
        scale.getStyleClass().add("lane-scale");
        scale.setMinWidth(0);
        StackPane.setAlignment(start, Pos.CENTER_LEFT);
        StackPane.setAlignment(end, Pos.CENTER_RIGHT);
        Region mark = new Region();
        mark.getStyleClass().add("lane-mark");
        Region left = new Region();
        left.getStyleClass().add("lane-left");
        Region right = new Region();
        right.getStyleClass().add("lane-age");
        HBox wide = Layouts.row("line", Layouts.growing(scale), right);
        getChildren().addAll(mark, left, Layouts.growing(wide));
    }

    void show(Span span) {
        start.show(span.start());
        middle.show(span.middle());
        middle.setVisible(Duration.between(span.start(), span.end()).toSeconds() > 10);
        end.show(span.end());
    }
}
