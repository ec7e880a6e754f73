package dev.watchkeeper.host;

import static dev.watchkeeper.host.ProbeScriptTest.ownFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The folder that a probe writes to while it runs, when the probe is ended before its time.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the probe reads /proc")
final class ProbeFolderTest {
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void whatAKilledShellLeftIsSweptAndARunningOnesIsNot(String shell) throws Exception {
        Files.createDirectories(ownFolder());
        Files.setPosixFilePermissions(ownFolder(), PosixFilePermissions.fromString("rwx------"));
        // Above the highest pid that Linux gives.
        Path left = Files.createFile(ownFolder().resolve("4194305.status"));
        Path used = ownFolder().resolve(ProcessHandle.current().pid() + ".status");
        Files.createFile(used);
        try {
            observe(shell);
            assertThat(left).doesNotExist();
            assertThat(used).exists();
        } finally {
            Files.deleteIfExists(used);
            Files.deleteIfExists(left);
            Files.delete(ownFolder());
        }
    }

    // What the wrapper does when the line drops while the probe is under way.
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void aShellThatIsEndedTakesItsFilesWithIt(String shell) throws Exception {
        assertThat(ownFolder()).doesNotExist();
        try (var one = Executors.newSingleThreadExecutor()) {
            var asked = one.submit(() -> observe("setsid", shell));
            long pid = awaitOwner();
            new ProcessBuilder("kill", "-TERM", "--", "-" + pid).start().waitFor();
            asked.get();
        }
        assertThat(ownFolder()).doesNotExist();
    }

    private static HostObservation observe(String... shell) {
        assumeTrue(LocalShell.exists(shell[shell.length - 1]), "no such shell here");
        var words = shell[0].equals("busybox") ? new String[] {"busybox", "ash"} : shell;
        return ProbeScriptTest.probeOf(words).observe(ProbeScriptTest.HERE, ProbeScriptTest.LIMIT);
    }

    /// The shell that has begun to write to the folder.
    private static long awaitOwner() throws IOException {
        while (true) {
            if (Files.isDirectory(ownFolder())) {
                try (var files = Files.list(ownFolder())) {
                    var name = files.map(f -> f.getFileName().toString()).findAny();
                    if (name.isPresent()) {
                        return Long.parseLong(name.get().replaceFirst("\\..*", ""));
                    }
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}
