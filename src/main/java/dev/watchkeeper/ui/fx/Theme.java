package dev.watchkeeper.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.stage.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Light and dark: AtlantaFX's Primer with the console's own tokens, on every window and popup.
/// Follows the system until the user decides.
public final class Theme {
    private static final List<String> SHEETS =
            List.of(
                    "base.css",
                    "shell.css",
                    "lists.css",
                    "details.css",
                    "automation.css",
                    "certificates.css",
                    "supervision.css",
                    "heat.css",
                    "bridge.css");
    private static final double NORMAL = 13;

    private final ReadOnlyObjectWrapper<ColorScheme> scheme =
            new ReadOnlyObjectWrapper<>(ColorScheme.LIGHT);
    private boolean followsSystem = true;
    private double fontSize = NORMAL;

    /// Loads the fonts and dresses every window from now on.
    public Theme() {
        Fonts.load();
        scheme.set(Platform.getPreferences().getColorScheme());
        Platform.getPreferences()
                .colorSchemeProperty()
                .addListener((o, was, is) -> followSystem(is));
        Window.getWindows().addListener((ListChangeListener<Window>) c -> dressAll());
        apply();
    }

    public ReadOnlyObjectProperty<ColorScheme> scheme() {
        return scheme.getReadOnlyProperty();
    }

    /// Changes between light and dark; from then on the system is not followed.
    public void toggle() {
        choose(scheme.get() == ColorScheme.DARK ? ColorScheme.LIGHT : ColorScheme.DARK);
    }

    public void choose(ColorScheme chosen) {
        followsSystem = false;
        scheme.set(chosen);
        apply();
    }

    /// Scales everything: 80 % to 200 %, in steps of one pixel of the text.
    public void zoom(int steps) {
        fontSize = steps == 0 ? NORMAL : Math.clamp(fontSize + steps, NORMAL * 0.8, NORMAL * 2);
        dressAll();
    }

    /// Dresses a scene that is in no window yet.
    public void dress(Scene scene) {
        List<String> sheets = new ArrayList<>();
        sheets.add(url(scheme.get() == ColorScheme.DARK ? "tokens-dark.css" : "tokens-light.css"));
        SHEETS.forEach(s -> sheets.add(url(s)));
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
        if (scene.getWindow() instanceof javafx.stage.Stage || scene.getWindow() == null) {
            scene.getRoot().setStyle("-fx-font-size: " + fontSize + "px;");
        }
    }

    private void followSystem(ColorScheme system) {
        if (followsSystem) {
            scheme.set(system);
            apply();
        }
    }

    private void apply() {
        boolean dark = scheme.get() == ColorScheme.DARK;
        Application.setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        dressAll();
    }

    private void dressAll() {
        for (Window window : List.copyOf(Window.getWindows())) {
            if (window.getScene() != null) {
                dress(window.getScene());
            }
        }
    }

    private static String url(String file) {
        return Objects.requireNonNull(Theme.class.getResource(file), file).toExternalForm();
    }
}
