package dev.watchkeeper.ui.shell;

import javafx.scene.image.Image;
import javafx.stage.Stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The window's icon, in the sizes that are bundled.
final class WindowIcon {
    private static final String FOLDER = "/dev/watchkeeper/assets/icons/";
    private static final List<Integer> SIZES = List.of(16, 32, 48, 64, 128, 256, 512);

    private WindowIcon() {}

    static void on(Stage stage) {
        SIZES.forEach(size -> add(stage, "watchkeeper-" + size + ".png"));
    }

    private static void add(Stage stage, String file) {
        try (InputStream icon = WindowIcon.class.getResourceAsStream(FOLDER + file)) {
            if (icon != null) {
                stage.getIcons().add(new Image(icon));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
