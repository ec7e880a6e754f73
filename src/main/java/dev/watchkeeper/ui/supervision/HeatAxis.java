package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The hours above the squares, every third named.
final class HeatAxis extends HBox {
    private static final int NAMED = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Ages ages;
    private final Label zone = Layouts.label("", "heat-title", "muted");
    private final List<Label> names = new ArrayList<>();

    HeatAxis(Ages ages) {
        this.ages = ages;
        getStyleClass().addAll("heat-row", "heat-axis");
        getChildren().add(zone);
        for (int i = 0; i < HeatRows.HOURS / NAMED; i++) {
            Label name = HeatCell.square();
            name.setPrefWidth(10 * NAMED);
            name.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            name.getStyleClass().addAll("muted", "small");
            names.add(name);
            getChildren().add(Layouts.growing(name));
        }
    }

    void show(List<Instant> hours) {
        zone.setText("Hours, " + ages.zoneName());
        for (int i = 0; i < names.size(); i++) {
            names.get(i).setText(TIME.format(hours.get(i * NAMED).atZone(ages.zone().get())));
        }
    }
}
