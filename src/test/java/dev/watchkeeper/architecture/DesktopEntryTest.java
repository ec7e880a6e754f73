package dev.watchkeeper.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.shell.WindowClass;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A desktop that does not find the window's class in the entry shows a second icon without a
/// picture.
final class DesktopEntryTest {
    @Test
    void theDesktopEntryNamesTheClassOfTheWindow() throws IOException {
        assertThat(Files.readAllLines(Path.of("packaging/watchkeeper.desktop")))
                .contains("StartupWMClass=" + WindowClass.NAME);
    }
}
