package dev.watchkeeper.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class SqliteAuditLogTest {
    // fault 26: after the year 2038
    private static final Instant NOW = Instant.parse("2041-02-03T04:05:06.789Z");

    @TempDir Path folder;

    @Test
    void anIntentAndItsOutcomeAreReadBackAsTheyWereWritten() {
        try (var log = open()) {
            String action = log.intent("mount-silent/builder31:/mnt/build", "kill -TERM 4711");
            log.outcome(action, "mount-silent/builder31:/mnt/build", "fixed \u202e\0 ünï");

            assertThat(log.newest(10))
                    .extracting(AuditEntry::number, AuditEntry::kind, AuditEntry::text)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    2L, AuditEntry.Kind.OUTCOME, "fixed \u202e\u2400 ünï"),
                            org.assertj.core.groups.Tuple.tuple(
                                    1L, AuditEntry.Kind.INTENT, "kill -TERM 4711"));
            AuditEntry first = log.newest(10).get(1);
            assertThat(first.at()).isEqualTo(NOW);
            assertThat(first.actor()).isEqualTo("anna@desk");
            assertThat(first.action()).isEqualTo(action);
            assertThat(log.verify()).isEqualTo(new AuditVerdict.Intact(2));
        }
    }

    @Test
    void anEmptyRecordIsIntact() {
        try (var log = open()) {
            assertThat(log.verify()).isEqualTo(new AuditVerdict.Intact(0));
        }
    }

    @Test
    void theDatabaseItselfRefusesToEditOrDelete() throws Exception {
        write(2);
        assertThatThrownBy(() -> tamper("UPDATE audit SET text = 'x' WHERE number = 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> tamper("DELETE FROM audit WHERE number = 1"))
                .hasMessageContaining("append-only");
    }

    // fault 81
    @Test
    void anEditedRowIsNamed() throws Exception {
        write(5);
        tamper(
                "DROP TRIGGER audit_is_never_edited",
                "UPDATE audit SET text = 'nothing' WHERE number = 3");
        assertBroken(3, "row 3 was edited");
    }

    // fault 81
    @Test
    void anEditThatKeepsTheLengthOfTwoFieldsTogetherIsNamed() throws Exception {
        write(3);
        tamper(
                "DROP TRIGGER audit_is_never_edited",
                "UPDATE audit SET subject = subject || substr(text, 1, 1), text = substr(text, 2)"
                        + " WHERE number = 2");
        assertBroken(2, "row 2 was edited");
    }

    // fault 81
    @Test
    void aDeletedRowIsNamed() throws Exception {
        write(5);
        tamper("DROP TRIGGER audit_is_never_deleted", "DELETE FROM audit WHERE number = 2");
        assertBroken(2, "row 2 was deleted");
    }

    // fault 81
    @Test
    void rowsCutOffAtTheEndAreNamed() throws Exception {
        write(5);
        tamper("DROP TRIGGER audit_is_never_deleted", "DELETE FROM audit WHERE number > 3");
        assertBroken(4, "the rows from 4 to 5 were cut off");
    }

    // fault 81
    @Test
    void aWholeRecordThatIsGoneIsNoticed() throws Exception {
        write(2);
        Files.delete(folder.resolve("audit.db"));
        assertBroken(1, "the rows from 1 to 2 were cut off");
    }

    // fault 81
    @Test
    void aRecordWrittenAnewWithARightChainIsNoticed() throws Exception {
        write(3);
        Path other = Files.createDirectory(folder.resolve("other"));
        try (var log =
                SqliteAuditLog.open(
                        other.resolve("audit.db"), other.resolve("head"), "eve@desk", at())) {
            IntStream.range(0, 3).forEach(i -> log.intent("subject", "forged " + i));
        }
        Files.copy(
                other.resolve("audit.db"),
                folder.resolve("audit.db"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertBroken(3, "written anew");
    }

    // fault 81: the evidence is not overwritten by the next action
    @Test
    void aCutStaysNoticedAfterFurtherRows() throws Exception {
        write(5);
        tamper("DROP TRIGGER audit_is_never_deleted", "DELETE FROM audit WHERE number > 3");
        write(4);
        assertBroken(5, "written anew");
    }

    @Test
    void aMissingAnchorIsNotTakenForIntact() throws Exception {
        write(3);
        Files.delete(folder.resolve("head"));
        assertBroken(4, "head is gone or unreadable");
    }

    @Test
    void severalWritersAtOnceKeepOneChain() throws Exception {
        int writers = 4;
        int each = 5;
        var start = new CountDownLatch(1);
        Callable<Boolean> writer =
                () -> {
                    // A connection of its own each, as of another process.
                    try (var log = open()) {
                        start.await();
                        IntStream.range(0, each).forEach(n -> log.intent("s", "t"));
                    }
                    return true;
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var written = Stream.generate(() -> threads.submit(writer)).limit(writers).toList();
            start.countDown();
            for (var w : written) {
                assertThat(w.get()).isTrue();
            }
        }
        try (var log = open()) {
            assertThat(log.verify()).isEqualTo(new AuditVerdict.Intact((long) writers * each));
        }
    }

    private void write(int rows) {
        try (var log = open()) {
            IntStream.range(0, rows).forEach(i -> log.intent("subject", "text " + i));
        }
    }

    private void assertBroken(long number, String reason) {
        try (var log = open()) {
            assertThat(log.verify())
                    .isInstanceOfSatisfying(
                            AuditVerdict.Broken.class,
                            b -> {
                                assertThat(b.number()).isEqualTo(number);
                                assertThat(b.reason()).contains(reason);
                            });
        }
    }

    private void tamper(String... statements) throws SQLException {
        try (Connection c =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"))) {
            for (String statement : statements) {
                c.createStatement().execute(statement);
            }
        }
    }

    private SqliteAuditLog open() {
        return SqliteAuditLog.open(
                folder.resolve("audit.db"), folder.resolve("head"), "anna@desk", at());
    }

    private static InstantSource at() {
        return InstantSource.fixed(NOW);
    }
}
