package dev.watchkeeper.ui.shell;

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
        show(List.of());
    }

    void show(List<String> problems) {
        boolean any = !problems.isEmpty();
        setVisible(any);
        setManaged(any);
        if (any) {
            String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
            text.setText(
                    "The fleet file is broken; the last good one is in use. "
                            + problems.getFirst()
                            + more);
            text.setTooltip(new Tooltip(String.join("\n", problems)));
        }
    }
}
