package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditVerdict;
import dev.watchkeeper.audit.SqliteAuditLog;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.history.SqliteHistory;
import dev.watchkeeper.storage.StorageException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// A data folder on a real file system that is full: a small tmpfs. Needs root.
@Tag("lab")
@Timeout(60)
final class FullDiskLabTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir Path folder;

    @BeforeEach
    void mount() throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=2m", "watchkeeper-test", folder.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", folder.toString());
    }

    // fault 74
    @Test
    void noActionIsRecordedByHalvesAndTheRecordGoesOnWhenThereIsRoom() throws Exception {
        try (var audit = audit()) {
            String first = audit.intent("subject", "before");
            Path filler = fill();

            assertThatThrownBy(() -> audit.intent("subject", "x".repeat(20_000)))
                    .isInstanceOf(AuditLog.AuditException.class)
                    .hasMessageContaining("the disk is full");
            assertThat(audit.newest(9)).extracting(e -> e.action()).containsExactly(first);

            Files.delete(filler);
            audit.outcome(first, "subject", "after");
            assertThat(audit.verify()).isEqualTo(new AuditVerdict.Intact(2));
        }
    }

    // fault 74
    @Test
    void whatWasSeenMeanwhileIsStoredWhenThereIsRoom() throws Exception {
        try (var history = SqliteHistory.open(folder.resolve("history.db"), CLOCK)) {
            var seen = Samples.presented(Samples.at(Samples.DOCS, "192.0.2.1"), CLOCK.instant());
            Path filler = fill();
            history.append(seen);
            assertThatThrownBy(() -> history.certificates(seen.target().id()))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.FULL));
            // It is not forgotten that it failed, though nothing is tried for a while.
            assertThatThrownBy(() -> history.append(seen)).isInstanceOf(StorageException.class);

            Files.delete(filler);
            assertThat(history.certificates(seen.target().id())).hasSize(1);
            history.append(seen);
            assertThat(history.actions(Duration.ofDays(1))).isEmpty();
        }
    }

    private SqliteAuditLog audit() {
        return SqliteAuditLog.open(
                folder.resolve("audit.db"), folder.resolve("audit.head"), "anna@desk", CLOCK);
    }

    /// Writes until nothing more goes in.
    private Path fill() throws IOException {
        Path filler = folder.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[1024];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
            return filler;
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as("%s", List.of(command)).isZero();
    }
}
