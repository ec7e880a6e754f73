package dev.watchkeeper.ui.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.FleetReader;
import dev.watchkeeper.inventory.FleetReading;
import dev.watchkeeper.inventory.Supervision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class SetupTest {
    @TempDir Path folder;

    @Test
    void theExampleCanBeReadAsItIs() throws IOException {
        Path file = folder.resolve("fleet.yaml");
        Files.writeString(file, "hosts:\n  - name: monitor1\n" + Setup.EXAMPLE);

        FleetReading reading = new FleetReader(folder).read(file);

        assertThat(((FleetReading.Read) reading).fleet().supervision())
                .extracting(Supervision::name)
                .containsExactly("nagios", "prometheus");
    }
}
