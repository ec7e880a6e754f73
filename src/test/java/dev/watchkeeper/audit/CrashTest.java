package dev.watchkeeper.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

final class CrashTest {
    private static final int KILLS = 6;

    @TempDir Path folder;

    // faults 72 and 73
    @Test
    void killingTheWriterAtAnyMomentLosesNothingThatWasSavedAndBreaksNothing() throws Exception {
        var random = new Random(72);
        for (int kill = 0; kill < KILLS; kill++) {
            long saved = writeUntilKilled(5 + random.nextInt(40), random.nextInt(3_000_000));

            try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
                    var s = c.createStatement();
                    var r = s.executeQuery("PRAGMA integrity_check")) {
                assertThat(r.next()).isTrue();
                assertThat(r.getString(1)).isEqualTo("ok");
            }
            try (var log =
                    SqliteAuditLog.open(
                            folder.resolve("audit.db"),
                            folder.resolve("head"),
                            "anna@desk",
                            InstantSource.system())) {
                assertThat(log.verify())
                        .isInstanceOfSatisfying(
                                AuditVerdict.Intact.class,
                                i -> assertThat(i.entries()).isGreaterThanOrEqualTo(saved));
            }
        }
    }

    /// Returns the last number that the writer called saved.
    private long writeUntilKilled(int rows, int nanos) throws Exception {
        Process writer =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-Xshare:auto",
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        AuditWriter.class.getName(),
                                        folder.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            String last = "0";
            for (int i = 0; i < rows; i++) {
                last = String.valueOf(lines.readLine());
            }
            long until = System.nanoTime() + nanos;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            // Process.destroyForcibly would close the stream with what it still holds.
            writer.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
            writer.waitFor();
            return Long.parseLong(last);
        }
    }
}
