package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.inventory.FleetFile;
import dev.watchkeeper.inventory.FleetReader;
import dev.watchkeeper.inventory.FleetReading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class BeginningTest {
    @TempDir private Path folder;

    @Test
    void theFirstFleetFileWatchesTheEndpointNamed() throws Exception {
        Path file = folder.resolve("watchkeeper").resolve("fleet.yaml");
        new Beginning(file).watch("docs.example.org:8443");

        var read = (FleetReading.Read) new FleetFile(file).read(new FleetReader(folder));
        assertThat(read.fleet().endpoint("docs.example.org:8443")).isPresent();
    }

    @Test
    void aFileThatIsThereIsNeverOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("fleet.yaml"), "hosts: [a]\n");
        assertThatThrownBy(() -> new Beginning(file).watch("docs.example.org"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("fleet.yaml: is in the way");
        assertThat(file).hasContent("hosts: [a]\n");
    }

    @Test
    void whatIsNoEndpointIsRefused() {
        Path file = folder.resolve("fleet.yaml");
        assertThatThrownBy(() -> new Beginning(file).watch("-x:1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no endpoint");
        assertThat(file).doesNotExist();
    }
}
