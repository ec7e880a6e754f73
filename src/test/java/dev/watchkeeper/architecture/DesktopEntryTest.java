package dev.watchkeeper.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;

import javafx.application.Application;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// JavaFX gives its windows the name of the application's class. A desktop that does not find that
/// name in the entry shows a second icon without a picture.
final class DesktopEntryTest {
    private static final String KEY = "StartupWMClass=";

    @Test
    void theDesktopEntryNamesTheClassOfTheWindow() throws IOException {
        String named =
                Files.readAllLines(Path.of("packaging/watchkeeper.desktop")).stream()
                        .filter(line -> line.startsWith(KEY))
                        .findFirst()
                        .orElseThrow()
                        .substring(KEY.length());
        List<String> applications =
                House.classes().stream()
                        .filter(c -> c.isAssignableTo(Application.class))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(applications).isSubsetOf(named);
    }
}
