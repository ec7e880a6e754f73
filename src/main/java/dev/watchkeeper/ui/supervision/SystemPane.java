package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Em;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The supervision systems, a few lines each; scrolls where there are many.
final class SystemPane extends ScrollPane {
    private static final double MOST = 215;

    private final Ages ages;
    private final Consumer<FindingKey> openFinding;
    private final Consumer<SystemLine> drill;
    private final VBox body = Layouts.column("system-rows");
    private final Em em = new Em(_ -> fit());
    private Map<String, SystemRow> rows = Map.of();

    SystemPane(Ages ages, Consumer<FindingKey> openFinding, Consumer<SystemLine> drill) {
        this.ages = ages;
        this.openFinding = openFinding;
        this.drill = drill;
        setContent(body);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("systems");
        getStyleClass().addAll("plain-scroll", "systems");
        setAccessibleText("Supervision systems");
        body.heightProperty().addListener(o -> fit());
        getChildren().add(em);
    }

    /// As high as what it shows, within bounds: the table below gives way.
    private void fit() {
        double height = Math.min(Math.ceil(body.getHeight()) + 2, MOST * em.factor());
        setMinHeight(height);
        setMaxHeight(height);
    }

    void show(List<SystemLine> lines) {
        Map<String, SystemRow> next = new LinkedHashMap<>();
        for (SystemLine line : lines) {
            String name = line.supervision().name();
            SystemRow known = rows.get(name);
            SystemRow row = known == null ? new SystemRow(ages, line, openFinding, drill) : known;
            row.show(line, lines.size() > 1);
            next.put(name, row);
        }
        rows = next;
        if (!body.getChildren().equals(List.copyOf(next.values()))) {
            body.getChildren().setAll(next.values());
        }
    }
}
