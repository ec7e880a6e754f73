package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.host.Sudoers;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.Supervision;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The sudoers file against the real visudo.
@Tag("lab")
final class SudoersLabTest {
    @TempDir private Path folder;

    @Test
    void visudoAcceptsTheFileWithEveryCharacterThatMeansSomethingToSudo() throws Exception {
        Path visudo = Path.of("/usr/sbin/visudo");
        assumeTrue(Files.isExecutable(visudo), "no visudo");
        var renewal =
                new Renewal(
                        "docs",
                        "ant-queen",
                        List.of(
                                "/usr/bin/renew",
                                "a=b,*",
                                "c d",
                                "e:f#\\g",
                                "[q]?",
                                "!(@)",
                                "^$~&;'"),
                        Duration.ofMinutes(1),
                        List.of(),
                        List.of(),
                        true,
                        Optional.empty());
        Path file = folder.resolve("watchkeeper");
        Files.writeString(
                file,
                Sudoers.file(
                        Host.of("ant-queen"),
                        "ops",
                        List.of("/mnt/vol 1", "/a\\b"),
                        List.of(renewal),
                        List.of(Supervision.nagios("nagios", "ant-queen"))));
        var check = new ProcessBuilder(visudo.toString(), "-cf", file.toString()).inheritIO();
        assertThat(check.start().waitFor()).isZero();
    }
}
