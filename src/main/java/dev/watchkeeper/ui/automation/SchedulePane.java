package dev.watchkeeper.ui.automation;

import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.Map;
import java.util.function.Consumer;

/// The selected schedule: everything that is known of it.
final class SchedulePane extends ScrollPane {
    private final Ages ages;
    private final Consumer<String> openHost;
    private final VBox body = Layouts.column("run-pane");
    private Map<String, String> shown = Map.of();
    private String key = "";

    SchedulePane(Ages ages, Consumer<String> openHost) {
        this.ages = ages;
        this.openHost = openHost;
        setContent(body);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("plain-scroll");
        setId("schedule-pane");
        setAccessibleText("Details of the selected schedule");
    }

    void show(ScheduleRow row) {
        var said = new ScheduleFields(ages);
        Map<String, String> fields = said.of(row);
        if (row.key().equals(key) && fields.equals(shown)) {
            return;
        }
        if (!row.key().equals(key)) {
            setVvalue(0);
        }
        key = row.key();
        shown = fields;
        Badge badge = new Badge(row.verdict().mark());
        badge.show(row.verdict().mark(), row.verdict().word());
        Hyperlink host = new Hyperlink(row.host().name());
        host.setOnAction(e -> openHost.accept(row.host().name()));
        var seen = new AgeLabel(ages).as(at -> "seen " + ages.relative(at));
        FieldGrid grid = new FieldGrid();
        fields.forEach(grid::add);
        body.getChildren()
                .setAll(
                        Layouts.row(
                                "line",
                                badge,
                                Layouts.label(row.name(), "detail-title"),
                                Layouts.label("on", "muted"),
                                host,
                                Layouts.spacer(),
                                seen.show(row.observedAt()),
                                Clip.button("Copy", () -> said.text(row))),
                        grid);
    }
}
