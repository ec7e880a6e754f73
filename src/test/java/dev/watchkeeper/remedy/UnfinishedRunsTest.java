package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.SqliteAuditLog;
import dev.watchkeeper.finding.FindingKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// On a real record: what a console that died has left open, the next one closes once.
final class UnfinishedRunsTest {
    private static final RunId RUN = new RunId("r0123456789ab");

    @TempDir private Path folder;
    private SqliteAuditLog audit;

    @BeforeEach
    void open() {
        audit =
                SqliteAuditLog.open(
                        folder.resolve("audit.db"),
                        folder.resolve("audit.head"),
                        "ada@desk",
                        InstantSource.fixed(Samples.NOW));
    }

    @AfterEach
    void close() {
        audit.close();
    }

    // faults 41 and 58
    @Test
    void aRunWithoutAnOutcomeGetsTheOneThatIsReadLaterAndOnlyOnce() {
        String action = audit.intent("certificate-expired/docs", text(RUN));
        audit.intent("process-left-over/x", "on box as root: kill 5");
        String heard = audit.intent("certificate-expired/docs", text(new RunId("rffffffffffff")));
        audit.outcome(heard, "certificate-expired/docs", "fixed");
        var unfinished = new UnfinishedRuns(audit);

        assertThat(unfinished.all())
                .containsExactly(
                        new UnfinishedRuns.Unfinished(
                                action,
                                new FindingKey("certificate-expired/docs"),
                                RUN,
                                "box",
                                Samples.NOW));
        assertThat(unfinished.write(RUN, new RunFate.Exited(0))).isTrue();
        assertThat(unfinished.write(RUN, new RunFate.Exited(0))).isFalse();
        assertThat(audit.newest(1))
                .extracting(AuditEntry::action, AuditEntry::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                action,
                                "ended: the run r0123456789ab ended with status 0. Read later;"
                                        + " whether the problem is gone was not observed."));
    }

    @Test
    void anUnknownOutcomeIsWrittenAsUnknown() {
        audit.intent("certificate-expired/docs", text(RUN));
        new UnfinishedRuns(audit).write(RUN, new RunFate.Rebooted());

        assertThat(List.of(audit.newest(1).getFirst().text()))
                .allMatch(t -> t.startsWith("unknown: the run r0123456789ab was interrupted"));
    }

    @Test
    void onlyARunThatWasProvedIsToldFromTheRecordAlone() {
        String action = audit.intent("certificate-expired/docs", text(RUN));
        var unfinished = new UnfinishedRuns(audit);
        assertThat(unfinished.proven(RUN)).isEmpty();

        audit.outcome(action, "certificate-expired/docs", "fixed: it is served now");
        assertThat(unfinished.proven(RUN)).contains("fixed: it is served now");

        RunId other = new RunId("rffffffffffff");
        String failed = audit.intent("certificate-expired/docs", text(other));
        audit.outcome(failed, "certificate-expired/docs", "not fixed: it is not served");
        assertThat(unfinished.proven(other)).isEmpty();
    }

    private static String text(RunId run) {
        return "Renew?\non box as root, within 600 s: certbot renew"
                + UnfinishedRuns.words(run, "box");
    }
}
