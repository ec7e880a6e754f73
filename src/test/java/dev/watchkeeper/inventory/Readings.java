package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;

/// Reads texts as if they were `fleet.yaml`.
final class Readings {
    private Readings() {}

    static FleetReading of(String text) {
        return of(text.getBytes(UTF_8));
    }

    static FleetReading of(byte[] content) {
        return new FleetReader(Path.of("/home/admin")).read(Path.of("fleet.yaml"), content);
    }

    static Fleet good(String text) {
        FleetReading reading = of(text);
        assertThat(reading).isInstanceOf(FleetReading.Read.class);
        return ((FleetReading.Read) reading).fleet();
    }

    /// The lines that the user sees for a file that is broken.
    static List<String> problems(String text) {
        FleetReading reading = of(text);
        assertThat(reading).isInstanceOf(FleetReading.Broken.class);
        return ((FleetReading.Broken) reading).problems().stream().map(FleetProblem::text).toList();
    }
}
