package dev.watchkeeper.ui.shell;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// Says what the window was asked for and could not do; stays until it is dismissed.
final class FailureBar extends HBox {
    private static final int LONGEST = 500;

    private final Label text = Layouts.wrapped("", "strong");

    FailureBar() {
        getStyleClass().add("banner");
        setId("failure-bar");
        Button dismiss = new Button("Dismiss");
        dismiss.setId("failure-dismiss");
        dismiss.getStyleClass().add("small");
        dismiss.setOnAction(e -> shown(false));
        getChildren()
                .addAll(
                        new MarkShape(Mark.HIGH, 14),
                        Layouts.growing(text),
                        Layouts.spacer(),
                        dismiss);
        shown(false);
    }

    void show(String what) {
        text.setText(VisibleText.capped(what, LONGEST));
        shown(true);
    }

    private void shown(boolean on) {
        setVisible(on);
        setManaged(on);
    }
}
