package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

final class FleetFileTest {
    private static final Path HOME = Path.of("/home/admin");

    @TempDir private Path folder;

    @Test
    void liesInTheConfigurationFolder() {
        assertThat(FleetFile.locate(Optional.empty(), Map.of(), HOME).path())
                .isEqualTo(Path.of("/home/admin/.config/watchkeeper/fleet.yaml"));
        assertThat(FleetFile.locate(Optional.empty(), Map.of("XDG_CONFIG_HOME", "/c"), HOME).path())
                .isEqualTo(Path.of("/c/watchkeeper/fleet.yaml"));
    }

    @Test
    void aRelativeConfigurationFolderIsIgnoredAsTheSpecificationAsks() {
        var relative = Map.of("XDG_CONFIG_HOME", "c");

        assertThat(FleetFile.locate(Optional.empty(), relative, HOME).path())
                .isEqualTo(Path.of("/home/admin/.config/watchkeeper/fleet.yaml"));
    }

    @Test
    void aFileThatIsNamedGoesFirst() {
        Optional<Path> given = Optional.of(Path.of("mine.yaml"));

        assertThat(FleetFile.locate(given, Map.of("XDG_CONFIG_HOME", "/c"), HOME).path())
                .isEqualTo(Path.of("mine.yaml"));
    }

    @Test
    void aMissingFileIsAResultOfItsOwn() {
        Path file = folder.resolve("fleet.yaml");

        assertThat(new FleetFile(file).read(new FleetReader(HOME)))
                .isEqualTo(new FleetReading.Missing(file));
    }

    @Test
    void aFolderIsNoFleetFile() {
        assertThat(new FleetReader(HOME).read(folder))
                .extracting(r -> ((FleetReading.Broken) r).problems().getFirst().what())
                .isEqualTo("is not a regular file");
    }

    @Test
    @Timeout(10)
    void aPipeIsRefusedAndNotWaitedOn() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertThat(new FleetReader(HOME).read(pipe))
                .extracting(r -> ((FleetReading.Broken) r).problems().getFirst().what())
                .isEqualTo("is not a regular file");
    }

    @Test
    void aFileOfMoreThanTenMebibytesIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("fleet.yaml"), new byte[10 * 1024 * 1024 + 1]);

        assertThat(new FleetReader(HOME).read(file))
                .extracting(r -> ((FleetReading.Broken) r).problems().getFirst().what())
                .isEqualTo("is larger than 10 MiB");
    }
}
