package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.SqliteAuditLog;
import dev.watchkeeper.demo.Demo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// What is left when a command is interrupted, or nobody reads what it prints.
final class SignalledProcessTest {
    @TempDir private Path folder;

    @Test
    void aFixThatIsInterruptedTellsWhatIsLeftAndRecordsItsOutcome() throws Exception {
        try (Demo demo = Demo.start(InstantSource.system())) {
            String key = "run-stuck/ant-queen";
            String fleet = demo.fleetFile().toString();
            try (var fix = new AnotherProcess(folder, "fix", "--fleet", fleet, "--yes", key)) {
                fix.readUntil("Then it is observed again");
                fix.readUntil("1. ");
                fix.interrupt();

                String rest = fix.output();
                assertThat(fix.status()).as(rest + fix.errors()).isGreaterThan(128);
                assertThat(rest).containsPattern("(?m)^(Cancelled|Unknown): \\S");
                assertThat(rest.lines().filter(l -> l.matches("(Cancelled|Unknown).*")))
                        .as("said once")
                        .hasSize(1);
            }
        }
        assertThat(recorded())
                .extracting(AuditEntry::kind)
                .containsExactly(AuditEntry.Kind.OUTCOME, AuditEntry.Kind.INTENT);
    }

    private List<AuditEntry> recorded() {
        Path data = folder.resolve(".local/share/watchkeeper");
        Path state = folder.resolve(".local/state/watchkeeper");
        try (var audit =
                SqliteAuditLog.open(
                        data.resolve("audit.db"),
                        state.resolve("audit.head"),
                        "test",
                        InstantSource.system())) {
            return audit.newest(10);
        }
    }

    @Test
    void aServedDemoThatIsInterruptedLeavesNoFolderBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (var demo =
                new AnotherProcess(
                        folder.resolve("home"),
                        List.of("-Djava.io.tmpdir=" + temporary),
                        "demo",
                        "--serve",
                        folder.resolve("served").toString())) {
            demo.readUntil("It ends with");
            assertThat(temporary).isNotEmptyDirectory();
            demo.interrupt();
            assertThat(demo.status()).isGreaterThan(128);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aReaderThatGoesAwayIsNoFaultOfTheCommand() throws Exception {
        try (Demo demo = Demo.start(InstantSource.system());
                var check =
                        new AnotherProcess(
                                folder, "findings", "--fleet", demo.fleetFile().toString())) {
            check.closeOutput();

            assertThat(check.status()).isEqualTo(2);
            assertThat(check.errors()).isEmpty();
        }
    }
}
