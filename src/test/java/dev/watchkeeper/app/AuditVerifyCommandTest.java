package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.app.Commands.Ended;
import dev.watchkeeper.audit.SqliteAuditLog;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;

/// `audit verify` on the database of a home folder.
final class AuditVerifyCommandTest {
    @TempDir private Path home;

    @BeforeEach
    void record() {
        try (var audit =
                SqliteAuditLog.open(
                        home.resolve("audit.db"),
                        home.resolve("audit.head"),
                        "jana@train",
                        InstantSource.system())) {
            for (int i = 0; i < 3; i++) {
                audit.outcome(audit.intent("mount-silent/x", "tee abort"), "mount-silent/x", "ok");
            }
        }
    }

    @Test
    void aRecordAsItWasWrittenIsIntact() {
        Ended ended = verify();
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).isEqualTo("The audit record is intact: 6 entries.\n");
    }

    @Test
    void anEditedRowIsNamed() throws Exception {
        // fault 81
        tamper("edited", "UPDATE audit SET text = 'nothing' WHERE number = 3");
        assertBroken(3);
    }

    @Test
    void aDeletedRowIsNamed() throws Exception {
        // fault 81
        tamper("deleted", "DELETE FROM audit WHERE number = 2");
        assertBroken(2);
    }

    @Test
    void rowsCutOffAtTheEndAreNamed() throws Exception {
        // fault 81
        tamper("deleted", "DELETE FROM audit WHERE number > 4");
        assertBroken(5);
    }

    @Test
    void aRecordThatIsGoneIsNotAnEmptyOne() throws Exception {
        // fault 81
        Files.delete(home.resolve("audit.db"));
        assertBroken(1);
    }

    private void assertBroken(int row) {
        Ended ended = verify();
        assertThat(ended.out()).startsWith("The audit record is broken at row " + row + ": ");
        assertThat(ended.status()).isEqualTo(2);
    }

    private Ended verify() {
        return new Commands(home).run("audit", "verify");
    }

    private void tamper(String trigger, String statement) throws SQLException {
        String url = "jdbc:sqlite:" + home.resolve("audit.db");
        try (var connection = DriverManager.getConnection(url);
                var sql = connection.createStatement()) {
            sql.executeUpdate("DROP TRIGGER audit_is_never_" + trigger);
            sql.executeUpdate(statement);
        }
    }
}
