package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.layout.VBox;

import java.util.List;

/// Which thresholds hold for a certificate, from when on, and who says so.
final class ThresholdSection extends VBox {
    ThresholdSection(List<ThresholdLine> thresholds, Ages ages) {
        getStyleClass().add("section");
        setId("thresholds");
        getChildren().add(Layouts.label("Thresholds", "section-title"));
        var fields = new FieldGrid();
        for (ThresholdLine line : thresholds) {
            String from = line.from().map(at -> ", from " + ages.absolute(at)).orElse("");
            fields.add(line.name(), line.value() + from + " (" + line.source() + ")");
        }
        getChildren().add(fields);
    }
}
