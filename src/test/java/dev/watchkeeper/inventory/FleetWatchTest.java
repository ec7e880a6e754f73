package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FleetWatchTest {
    @TempDir private Path folder;
    private Path file;
    private FleetWatch watch;

    @BeforeEach
    void startWithOneHost() throws IOException {
        file = Files.writeString(folder.resolve("fleet.yaml"), "hosts: [a]");
        watch = new FleetWatch(new FleetFile(file), new FleetReader(folder), Fleet.empty());
        assertThat(watch.reload().changed()).isTrue();
    }

    @Test
    void aFileAsBeforeIsNoChange() {
        assertThat(watch.reload().changed()).isFalse();
    }

    @Test
    void aChangeOfTheSameSizeWithinAClockTickIsSeen() throws IOException {
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, "hosts: [b]");
        Files.setLastModifiedTime(file, time);

        FleetWatch.State state = watch.reload();

        assertThat(state.changed()).isTrue();
        assertThat(state.lastGood().hosts()).containsExactly(Host.of("b"));
    }

    @Test
    void aFileThatBreaksLeavesTheLastGoodOneAndTellsItsProblems() throws IOException {
        Files.writeString(file, "hosts: [b");

        FleetWatch.State state = watch.reload();

        assertThat(state.lastGood().hosts()).containsExactly(Host.of("a"));
        assertThat(state.problems().orElseThrow()).hasSize(1);
        assertThat(state.changed()).isFalse();
    }

    @Test
    void aFileThatVanishesLeavesTheLastGoodOne() throws IOException {
        Files.delete(file);

        FleetWatch.State state = watch.reload();

        assertThat(state.lastGood().hosts()).containsExactly(Host.of("a"));
        assertThat(state.problems().orElseThrow().getFirst().what()).isEqualTo("is gone");
    }

    @Test
    void aMendedFileEndsItsProblems() throws IOException {
        Files.writeString(file, "hosts: [b");
        watch.reload();
        Files.writeString(file, "hosts: [b]");

        FleetWatch.State state = watch.reload();

        assertThat(state.problems()).isEmpty();
        assertThat(state.lastGood().hosts()).containsExactly(Host.of("b"));
    }
}
