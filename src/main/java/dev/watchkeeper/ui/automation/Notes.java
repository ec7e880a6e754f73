package dev.watchkeeper.ui.automation;

import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// What is said above a table: which runs overlap, and of what nothing is known.
final class Notes extends VBox {
    private static final int MOST = 3;

    private final Ages ages;
    private List<Overlap> overlaps = List.of();
    private List<String> gaps = List.of();

    Notes(Ages ages) {
        this.ages = ages;
        getStyleClass().add("notes");
        draw();
    }

    /// @param nowGaps sentences that say what is not known
    void show(List<Overlap> nowOverlaps, List<String> nowGaps) {
        if (!nowOverlaps.equals(overlaps) || !nowGaps.equals(gaps)) {
            overlaps = List.copyOf(nowOverlaps);
            gaps = List.copyOf(nowGaps);
            draw();
        }
    }

    private void draw() {
        var lines = new ArrayList<Node>();
        overlaps.stream().limit(MOST).map(this::line).forEach(lines::add);
        if (overlaps.size() > MOST) {
            lines.add(
                    Layouts.label(
                            "%,d more playbooks overlap with themselves"
                                    .formatted(overlaps.size() - MOST),
                            "muted"));
        }
        gaps.forEach(g ->
                lines.add(
                        Layouts.row(
                                "line",
                                new MarkShape(Mark.UNKNOWN, 13),
                                Layouts.growing(Layouts.wrapped(g)))));
        getChildren().setAll(lines);
        setVisible(!lines.isEmpty());
        setManaged(!lines.isEmpty());
    }

    private HBox line(Overlap overlap) {
        var since =
                new AgeLabel(ages)
                        .as(at -> "since %s, for %s".formatted(ages.absolute(at), ages.age(at)));
        since.show(overlap.since());
        return Layouts.row(
                "line",
                new MarkShape(overlap.stuck() == 0 ? Mark.LOW : Mark.MEDIUM, 13),
                Layouts.label(overlap.words()),
                since);
    }
}
