package dev.watchkeeper.ui.fx;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The bundled fonts, so that the window looks the same everywhere. Where one is missing, the style
/// sheets name what stands in for it.
final class Fonts {
    private static final String FOLDER = "/dev/watchkeeper/assets/fonts/";
    private static final List<String> FILES =
            List.of(
                    "Inter-Regular.ttf",
                    "Inter-Medium.ttf",
                    "Inter-SemiBold.ttf",
                    "Inter-Bold.ttf",
                    "JetBrainsMono-Regular.ttf",
                    "JetBrainsMono-Bold.ttf");

    private Fonts() {}

    /// Loads them; must run before the first text is laid out.
    static void load() {
        FILES.forEach(Fonts::load);
    }

    private static void load(String file) {
        try (InputStream font = Fonts.class.getResourceAsStream(FOLDER + file)) {
            if (font != null) {
                Font.loadFont(font, 13);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
