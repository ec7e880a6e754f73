package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.SqliteAuditLog;
import dev.watchkeeper.history.SqliteHistory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

final class RecordedActionsTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir Path folder;

    @Test
    void anActionIsInTheRecordAndInTheHistoryUnderOneId() {
        try (var audit = audit();
                var history = history()) {
            var actions = new RecordedActions(audit, history, CLOCK);
            String id = actions.intent("mount-silent/builder1", "abort");
            actions.outcome(id, "mount-silent/builder1", "fixed: it answers");

            assertThat(actions.newest(9)).extracting(e -> e.action()).containsExactly(id, id);
            assertThat(history.actions(Duration.ofDays(1)))
                    .singleElement()
                    .satisfies(a -> {
                        assertThat(a.id()).isEqualTo(id);
                        assertThat(a.outcome()).isEqualTo("fixed: it answers");
                    });
        }
    }

    // fault 74
    @Test
    void aHistoryThatCannotBeWrittenStandsInNoActionsWay() throws Exception {
        try (var audit = audit();
                var history = history()) {
            run("history.db", "DROP TABLE action");
            var actions = new RecordedActions(audit, history, CLOCK);
            String id = actions.intent("mount-silent/builder1", "abort");
            assertThat(actions.newest(1).getFirst().action()).isEqualTo(id);
        }
    }

    // fault 74: the record first, and without it nothing
    @Test
    void withoutTheRecordThereIsNoActionInTheHistoryEither() throws Exception {
        try (var audit = audit();
                var history = history()) {
            run("audit.db", "DROP TABLE audit");
            var actions = new RecordedActions(audit, history, CLOCK);
            assertThatThrownBy(() -> actions.intent("mount-silent/builder1", "abort"))
                    .isInstanceOf(AuditLog.AuditException.class);
            assertThat(history.actions(Duration.ofDays(1))).isEmpty();
        }
    }

    private SqliteAuditLog audit() {
        return SqliteAuditLog.open(
                folder.resolve("audit.db"), folder.resolve("head"), "anna@desk", CLOCK);
    }

    private SqliteHistory history() {
        return SqliteHistory.open(folder.resolve("history.db"), CLOCK);
    }

    private void run(String file, String statement) throws Exception {
        try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                var s = c.createStatement()) {
            s.execute(statement);
        }
    }
}
