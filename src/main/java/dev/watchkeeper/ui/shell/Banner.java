package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import java.util.List;

/// Says that the fleet file on disk is broken while the last good one is in use.
final class Banner extends HBox {
    private final Label text = Layouts.wrapped("", "strong");

    Banner() {
        getStyleClass().add("banner");
        setId("fleet-banner");
        getChildren().addAll(new MarkShape(Mark.HIGH, 14), Layouts.growing(text));
        setVisible(false);
        setManaged(false);
    }

    void show(FleetSnapshot snapshot) {
        List<String> problems = snapshot.fleetProblems();
        boolean any = !problems.isEmpty();
        if (any) {
            String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
            text.setTooltip(new Tooltip(String.join("\n", problems)));
            text.setText(
                    "The fleet file is broken; "
                            + inUse(snapshot.fleet())
                            + ". "
                            + problems.getFirst()
                            + more);
        }
        setVisible(any);
        setManaged(any);
    }

    private static String inUse(Fleet fleet) {
        return fleet.endpoints().isEmpty() && fleet.hosts().isEmpty()
                ? "nothing is watched until it is mended"
                : "the last good one is in use";
    }
}
