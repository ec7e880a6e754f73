package dev.watchkeeper.ui.automation;

import dev.watchkeeper.ui.automation.LaneTrack.Span;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;
import dev.watchkeeper.ui.fx.Spans;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One lane: who, the bar, how long, and what it waits for.
final class LaneCell extends ListCell<LaneRow> {
    private final Ages ages;
    private final Supplier<RunRow> run;
    private final MarkShape shape = new MarkShape(Mark.OK, 13);
    private final Hyperlink host = new Hyperlink();
    private final Label processes = Layouts.label("", "muted", "small");
    private final Label word = Layouts.label("", "small", "lane-word");
    private final LaneTrack track = new LaneTrack();
    private final AgeLabel age;
    private final Label waits = Layouts.label("", "small");
    private final Tooltip chain = new Tooltip();
    private final HBox row;

    /// @param run whose lanes are shown
    /// @param openHost opens a host of the fleet
    LaneCell(Ages ages, Supplier<RunRow> run, Consumer<String> openHost) {
        this.ages = ages;
        this.run = run;
        age = new AgeLabel(ages).as(this::lasted);
        age.getStyleClass().add("lane-age");
        chain.setWrapText(true);
        chain.setMaxWidth(900);
        host.setFocusTraversable(false);
        host.setOnAction(e -> open(openHost));
        VBox left = Layouts.column("lane-words", Layouts.row("line", host, word), processes);
        left.getStyleClass().add("lane-left");
        HBox bar = Layouts.row("line", Layouts.growing(track), age);
        VBox right = Layouts.column("lane-words", bar, waits);
        row = Layouts.row("lane", shape, left, Layouts.growing(right));
        right.setMinWidth(0);
        row.setMinWidth(0);
        row.setPrefWidth(0);
    }

    private String lasted(Instant begun) {
        LaneRow lane = getItem();
        return lane == null ? "" : Spans.words(lane.lasted(ages.now()));
    }

    private void open(Consumer<String> openHost) {
        LaneRow lane = getItem();
        if (lane != null) {
            lane.host().ifPresent(openHost);
        }
    }

    @Override
    protected void updateItem(@Nullable LaneRow lane, boolean empty) {
        super.updateItem(lane, empty);
        setText(null);
        if (empty || lane == null) {
            setGraphic(null);
            return;
        }
        shape.show(lane.verdict().mark());
        word.setText(lane.verdict().word());
        word.getStyleClass().setAll("label", "small", "lane-word", lane.verdict().mark().word());
        host.setText(lane.destination());
        host.setDisable(lane.host().isEmpty());
        processes.setText(lane.pids());
        Instant seen = run.get().observedAt();
        track.show(lane, Span.of(run.get(), ages), seen);
        age.show(lane.begun());
        waits.setText(lane.waitsFor());
        chain.setText(lane.chain().orElse(lane.waitsFor()));
        waits.setTooltip(lane.waitsFor().isEmpty() ? null : chain);
        setAccessibleText(lane.text());
        setGraphic(row);
    }
}
