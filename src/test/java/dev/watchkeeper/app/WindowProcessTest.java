package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The window as a process of its own, on JavaFX's headless platform.
final class WindowProcessTest {
    @TempDir private Path home;

    @Test
    void aSecondStartRaisesTheFirstAndOneKilledLeavesNoObstacle() throws Exception {
        // faults 76, 77
        Path socket = home.resolve(".local/state/watchkeeper/demo/window.socket");
        try (var first = new AnotherProcess(home, headless(), "demo")) {
            first.awaitFile(socket);

            try (var second = new AnotherProcess(home.resolve("2"), headless(), "demo")) {
                assertThat(second.status()).as(second.errors()).isZero();
                assertThat(second.errors()).isEmpty();
            }
            assertThat(first.errors()).isEmpty();
        }
        Files.delete(socket);
        try (var third = new AnotherProcess(home, headless(), "demo")) {
            third.awaitFile(socket);
            assertThat(third.isAlive()).isTrue();
        }
    }

    /// All of them share one state folder.
    private List<String> headless() {
        return List.of(
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Djava.io.tmpdir=" + home,
                "-Dwatchkeeper.state=" + home.resolve(".local/state/watchkeeper"));
    }
}
