package dev.watchkeeper.ui.fx;

import javafx.stage.FileChooser;
import javafx.stage.Window;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Saves text where the user says, off the JavaFX thread.
final class TextFile {
    private TextFile() {}

    /// Asks where to.
    static Optional<Path> ask(Window owner, String proposed) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the output");
        chooser.setInitialFileName(proposed);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(java.io.File::toPath);
    }

    /// Writes the lines in UTF-8, then says on the JavaFX thread what came of it.
    static void save(Path path, List<String> lines, Background background, Consumer<String> said) {
        background.run(
                () -> write(path, lines),
                file -> said.accept("Saved to " + file),
                why -> said.accept("Could not be saved: " + why));
    }

    private static Path write(Path path, List<String> lines) throws IOException {
        return Files.writeString(path, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }
}
