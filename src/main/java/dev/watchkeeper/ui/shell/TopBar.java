package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Optional;

/// Filter, palette, the age of the data, the zone, live or paused, theme.
final class TopBar extends HBox {
    private final Ages ages;
    private final CustomTextField filter = new CustomTextField();
    private final Label age = Layouts.label("nothing observed yet", "data-age");
    private final MarkShape staleMark = new MarkShape(Mark.UNKNOWN, 13);
    private final Tooltip absolute = new Tooltip("");
    private final Button zone = new Button();
    private final ToggleButton live = new ToggleButton("Live");
    private DataAge shown;

    TopBar(Ages ages, WindowActions actions, FleetSnapshot first) {
        this.ages = ages;
        this.shown = DataAge.of(first);
        getStyleClass().add("top-bar");
        filter.setPromptText("Filter this screen  ( / )");
        filter.setId("filter");
        filter.setAccessibleText("Filter this screen");
        filter.setLeft(new FontIcon(Feather.FILTER));
        filter.textProperty().addListener((o, was, is) -> actions.filter(is));
        age.setTooltip(absolute);
        age.setId("data-age");
        zone.setOnAction(e -> ages.toggleZone());
        zone.setId("zone");
        zone.getStyleClass().add("flat");
        zone.setTooltip(new Tooltip("Zone of all absolute times"));
        ages.zone().addListener(o -> tick());
        live.setSelected(true);
        live.setId("live");
        live.setTooltip(new Tooltip("Pause: the window stands still, watching goes on"));
        live.selectedProperty().addListener((o, was, is) -> showLive(is, actions));
        getChildren()
                .addAll(
                        filter,
                        icon(Feather.COMMAND, "palette", "Palette (Ctrl+K)", actions::palette),
                        Layouts.spacer(),
                        staleMark,
                        age,
                        icon(
                                Feather.REFRESH_CW,
                                "refresh",
                                "Ask everything now (F5)",
                                actions::refresh),
                        live,
                        zone,
                        icon(Feather.MOON, "theme", "Light or dark", actions::toggleTheme),
                        icon(Feather.HELP_CIRCLE, "help", "All keys (?)", actions::keys));
        tick();
    }

    private static Node icon(Feather icon, String id, String help, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        button.setOnAction(e -> action.run());
        return button;
    }

    private void showLive(boolean on, WindowActions actions) {
        live.setText(on ? "Live" : "Paused");
        actions.live(on);
        tick();
    }

    CustomTextField filterField() {
        return filter;
    }

    void report(FleetSnapshot snapshot) {
        shown = DataAge.of(snapshot);
        tick();
    }

    /// Says the age anew.
    void tick() {
        boolean stale = shown.isStale(ages.now());
        String paused = live.isSelected() ? "" : "paused · ";
        age.setText(paused + shown.words(ages));
        age.getStyleClass().setAll("label", "data-age", stale ? "unknown" : "muted");
        staleMark.setVisible(stale);
        staleMark.setManaged(stale);
        Optional<String> at = shown.newest().map(ages::absolute);
        absolute.setText("Newest observation: " + at.orElse("none"));
        zone.setText(ages.zoneName());
    }
}
