package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.SqliteAuditLog;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// What a console that starts learns of the runs that an earlier one began, on a real record.
final class FleetRunsTest {
    private static final String DOCS = "certificate-expired/docs";
    private static final RunId RUN = new RunId("r0123456789ab");

    @TempDir private Path folder;
    private volatile Instant now = Samples.NOW;
    private final Map<String, List<String>> said = new ConcurrentHashMap<>();
    private SqliteAuditLog audit;
    private FleetRuns runs;

    @BeforeEach
    void open() {
        audit =
                SqliteAuditLog.open(
                        folder.resolve("audit.db"),
                        folder.resolve("audit.head"),
                        "ada@desk",
                        () -> now);
        var detached = new DetachedRuns(new Talking(said), audit, () -> now);
        runs = new FleetRuns(detached, FleetRunsTest::fleet);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    private static Fleet fleet() {
        return Samples.fleet();
    }

    // fault 58
    @Test
    void aRunThatGoesOnIsToldAndNothingIsWrittenOfIt() {
        begun(RUN, "ant-queen");
        said.put("runs", listed("- running 77"));

        assertThat(runs.unheard())
                .containsExactly(
                        new EarlierRun(
                                new FindingKey(DOCS),
                                "ant-queen",
                                RUN,
                                "docs",
                                new RunFate.Running(77)));
        assertThat(runs.unheard().getFirst().text())
                .isEqualTo(
                        "The renewal “docs” on ant-queen that an earlier console began"
                                + " (run r0123456789ab) runs, pid 77.");
        assertThat(outcomes()).isEmpty();
    }

    // faults 41 and 58: a console that lives would have written it within two minutes
    @Test
    void anOutcomeThatIsSettledIsToldOnceAndWritten() {
        begun(RUN, "ant-queen");
        said.put("runs", listed("1763800800 exit 0"));
        assertThat(runs.unheard())
                .extracting(EarlierRun::fate)
                .containsExactly(new RunFate.Exited(0));
        assertThat(outcomes()).isEmpty();

        said.put("runs", listed("1763800700 exit 0"));
        assertThat(runs.unheard())
                .extracting(EarlierRun::fate)
                .containsExactly(new RunFate.Exited(0));
        assertThat(outcomes())
                .singleElement()
                .asString()
                .startsWith("ended: the run r0123456789ab ended with status 0.");
        assertThat(runs.unheard()).isEmpty();
    }

    @Test
    void aHostThatWasRestartedLeavesAnOutcomeThatIsUnknownForGood() {
        begun(RUN, "ant-queen");
        said.put("runs", listed("- reboot"));

        assertThat(runs.unheard().getFirst().text())
                .endsWith("was interrupted by a restart of the host; its outcome is unknown.");
        assertThat(outcomes()).singleElement().asString().startsWith("unknown: ");
    }

    @Test
    void aHostThatDoesNotAnswerOrHasLeftTheFleetSettlesNothing() {
        begun(RUN, "ant-queen");
        begun(new RunId("rffffffffffff"), "elsewhere");

        assertThat(runs.unheard())
                .extracting(r -> r.host() + " " + r.fate().shown())
                .containsExactlyInAnyOrder(
                        "ant-queen could not be asked after, and may go on: no route",
                        "elsewhere could not be asked after, and may go on: the host is not in the"
                                + " fleet any more");
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void aRunThatItsHostDoesNotKnowIsClosedAsUnknownAfterADayAndNoSooner() {
        begun(RUN, "ant-queen");
        said.put("runs", List.of("now 1763800900", "end"));
        now = Samples.NOW.plus(Duration.ofHours(23));
        assertThat(runs.unheard())
                .extracting(EarlierRun::fate)
                .containsExactly(new RunFate.Absent());
        assertThat(outcomes()).isEmpty();

        now = Samples.NOW.plus(Duration.ofHours(25));
        runs.unheard();
        assertThat(outcomes())
                .singleElement()
                .asString()
                .startsWith("unknown: the run r0123456789ab is not known to this login");
        assertThat(runs.unheard()).isEmpty();
    }

    // fault 58
    @Test
    void followingARunShowsItsOutputAndWritesItsTrueOutcome() throws Exception {
        begun(RUN, "ant-queen");
        said.put("runs", listed("- running 77"));
        said.put("attach", List.of("about " + RUN + " 1 2 - -", "*one", "at 4", "exit 3", "end"));
        EarlierRun run = runs.unheard().getFirst();
        var live = new CopyOnWriteArrayList<String>();
        var ended = new CompletableFuture<RunFate>();

        runs.follow(run, live::add, ended::complete);

        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(new RunFate.Exited(3));
        assertThat(live).containsExactly("one\n");
        assertThat(outcomes())
                .singleElement()
                .asString()
                .startsWith("ended: the run r0123456789ab ended with status 3.");
    }

    @Test
    void whoStopsFollowingIsToldThatTheRunMayGoOnAndNothingIsWritten() throws Exception {
        begun(RUN, "ant-queen");
        said.put("runs", listed("- running 77"));
        said.put("attach", List.of("about " + RUN + " 1 2 - -", "wait"));
        EarlierRun run = runs.unheard().getFirst();
        var ended = new CompletableFuture<RunFate>();

        runs.follow(run, text -> {}, ended::complete).run();

        assertThat(ended.get(10, TimeUnit.SECONDS))
                .isEqualTo(new RunFate.Unheard("its output is not followed here any more"));
        assertThat(outcomes()).isEmpty();
    }

    private void begun(RunId run, String host) {
        audit.intent(DOCS, "Renew?\non box: certbot renew" + UnfinishedRuns.words(run, host));
    }

    private static List<String> listed(String fate) {
        return List.of(
                "now 1763800900",
                "about " + RUN + " 1763800000 600 616461 646f6373",
                "fate " + RUN + " " + fate,
                "end");
    }

    private List<String> outcomes() {
        return audit.newest(20).stream()
                .filter(e -> e.kind() == AuditEntry.Kind.OUTCOME)
                .map(AuditEntry::text)
                .toList();
    }

    /// Answers `runs` and `attach` with these lines, a `*` before those of the run's own; what is
    /// not there, with a lost connection; and ends at `wait` only when it is cancelled.
    private record Talking(Map<String, List<String>> said) implements Remote {
        @Override
        public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
            throw new UnsupportedOperationException("scripts are started");
        }

        @Override
        public RunningCommand start(
                Host host, RemoteCommand command, Duration limit, OutputListener listener) {
            String script = command.stdin().lines().findFirst().orElse("").split(" ", 4)[2];
            List<String> lines = said.getOrDefault(script, List.of());
            String nonce = command.arguments().get(3);
            for (String line : lines) {
                if (line.equals("wait")) {
                    return () -> listener.ended(lost());
                }
                String text = line.startsWith("*") ? line.substring(1) : nonce + " " + line;
                listener.output(Stream.STDOUT, text + "\n");
            }
            listener.ended(
                    lines.isEmpty()
                            ? lost()
                            : new SshOutcome.Completed(Duration.ZERO, 0, "", "", false));
            return () -> {};
        }

        private static SshOutcome lost() {
            return new SshOutcome.Failed(
                    Duration.ZERO,
                    SshOutcome.Phase.CONNECT,
                    SshOutcome.Reason.REFUSED,
                    "no route",
                    "",
                    "");
        }

        @Override
        public int abandoned() {
            return 0;
        }
    }
}
