package dev.watchkeeper.ui.automation;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The selected run: what it is, and its lanes.
final class RunPane extends VBox {
    private final Ages ages;
    private final Consumer<String> openHost;
    private final Badge badge = new Badge(Mark.OK);
    private final Label title = Layouts.label("", "detail-title");
    private final AgeLabel started;
    private final AgeLabel seen;
    private final Label more = Layouts.label("", "muted");
    private final Hyperlink why = new Hyperlink("Why, and what can be done");
    private final Button copy = Clip.button("Copy", this::text);
    private Optional<LaneList> lanes = Optional.empty();
    private Optional<RunRow> shown = Optional.empty();

    RunPane(Ages ages, Consumer<FindingKey> openFinding, Consumer<String> openHost) {
        this.ages = ages;
        this.openHost = openHost;
        getStyleClass().add("run-pane");
        setId("run-pane");
        started = new AgeLabel(ages).as(at -> "started " + ages.relative(at));
        seen = new AgeLabel(ages).as(at -> "seen " + ages.relative(at));
        why.setId("run-why");
        why.setMinWidth(USE_PREF_SIZE);
        copy.setMinWidth(USE_PREF_SIZE);
        more.setMinWidth(0);
        why.setOnAction(
                e -> shown.flatMap(RunRow::finding).ifPresent(f -> openFinding.accept(f.key())));
        getChildren()
                .addAll(
                        Layouts.row("line", badge, title, Layouts.spacer(), why, copy),
                        Layouts.row("line", started, seen, Layouts.growing(more)));
    }

    /// @param rows its lanes
    /// @param overlap with other runs of its kind
    void show(RunRow row, List<LaneRow> rows, Optional<Overlap> overlap) {
        shown = Optional.of(row);
        badge.show(row.verdict().mark(), row.verdict().word());
        title.setText(row.title());
        started.show(row.begun());
        seen.show(row.observedAt());
        why.setVisible(row.finding().isPresent());
        more.setText(
                "pid %d%s%s"
                        .formatted(
                                row.key().pid(),
                                row.startedBy().isEmpty() ? "" : " · by " + row.startedBy(),
                                overlap.map(o -> " · one of %,d that overlap".formatted(o.runs()))
                                        .orElse("")));
        LaneList list = lanes.orElseGet(() -> first(row));
        list.show(row, rows);
    }

    private LaneList first(RunRow row) {
        var list = new LaneList(ages, row, openHost);
        lanes = Optional.of(list);
        getChildren().add(Layouts.growing(list));
        return list;
    }

    private String text() {
        return shown.map(r ->
                        "%s, %s, pid %d, started %s\n"
                                .formatted(r.title(), r.verdict().word(), r.key().pid(), r.begun()))
                        .orElse("")
                + lanes.map(LaneList::text).orElse("");
    }
}
