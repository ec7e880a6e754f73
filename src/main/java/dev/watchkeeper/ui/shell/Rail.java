package dev.watchkeeper.ui.shell;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// The screens on the left, each with the number of what is wrong there.
final class Rail extends VBox {
    private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
    private final Map<String, Label> counts = new LinkedHashMap<>();
    private final List<Screen> screens;

    Rail(List<Screen> screens, Consumer<String> goTo) {
        this.screens = List.copyOf(screens);
        getStyleClass().add("rail");
        var group = new ToggleGroup();
        getChildren().add(Layouts.label("Watchkeeper", "product"));
        for (Screen screen : screens) {
            ToggleButton button = button(screen);
            button.setToggleGroup(group);
            button.setOnAction(e -> {
                button.setSelected(true);
                goTo.accept(screen.id());
            });
            buttons.put(screen.id(), button);
            getChildren().add(button);
        }
    }

    private ToggleButton button(Screen screen) {
        Label count = Layouts.label("", "count");
        counts.put(screen.id(), count);
        HBox row =
                Layouts.row(
                        "rail-row",
                        new FontIcon(screen.icon()),
                        Layouts.label(screen.title()),
                        Layouts.spacer(),
                        count);
        ToggleButton button = new ToggleButton();
        button.getStyleClass().setAll("rail-button");
        button.setGraphic(row);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setId("go-" + screen.id());
        button.setTooltip(new Tooltip(screen.title() + "  (g " + screen.key() + ")"));
        row.prefWidthProperty().bind(button.widthProperty().subtract(24));
        return button;
    }

    void select(String id) {
        Objects.requireNonNull(buttons.get(id), id).setSelected(true);
    }

    void focus(String id) {
        Objects.requireNonNull(buttons.get(id), id).requestFocus();
    }

    void report(Report report) {
        for (Screen screen : screens) {
            int count = screen.count().applyAsInt(report);
            Label label = Objects.requireNonNull(counts.get(screen.id()));
            label.setText(count > 999 ? "999+" : Integer.toString(count));
            label.setVisible(count > 0);
            Objects.requireNonNull(buttons.get(screen.id()))
                    .setAccessibleText(screen.title() + (count > 0 ? ", " + count + " wrong" : ""));
        }
    }
}
