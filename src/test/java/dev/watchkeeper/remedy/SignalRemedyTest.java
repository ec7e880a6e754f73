package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.monitor.Report;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Signals real processes of this machine through the real script.
final class SignalRemedyTest {
    private final Spawned spawned = new Spawned();
    private final LocalRemote remote = new LocalRemote();
    private final ListAudit audit = new ListAudit();

    @AfterEach
    void endWhatIsLeft() {
        spawned.close();
    }

    @Test
    void severalProcessesAreEndedByTermAndTheFindingIsVerifiedGone() throws Exception {
        Process one = spawned.sleep();
        Process two = spawned.sleep();

        var hearing = run(Samples.processes(seen(one), seen(two)), true);

        assertThat(hearing.outcome())
                .isEqualTo(
                        new RemedyOutcome.Fixed(
                                "2 of 2 have ended. Observed again: the problem is gone."));
        assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(two.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(hearing.outputs).contains("sent TERM " + one.pid() + "\n");
        assertThat(hearing.steps).last().isEqualTo("1 Observe again");
        assertThat(audit.rows).hasSize(2);
        assertThat(audit.rows.get(0)).startsWith("intent process-stuck/builder31:df");
        assertThat(audit.rows.get(1))
                .startsWith("outcome process-stuck/builder31:df fixed: 2 of 2");
    }

    // fault 66
    @Test
    void aProcessThatIgnoresTermIsKilledAfterTheGrace() throws Exception {
        Process stubborn = spawned.stubborn();

        var hearing = run(Samples.processes(seen(stubborn)), true);

        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(hearing.outputs)
                .containsSubsequence(
                        "sent TERM " + stubborn.pid() + "\n",
                        "sent KILL " + stubborn.pid() + "\n",
                        "gone " + stubborn.pid() + " KILL\n");
    }

    // fault 64
    @Test
    void aPidThatIsAnotherProcessByNowIsLeftAlone() throws Exception {
        Process other = spawned.sleep();
        RemoteProcess meant = seen(other);
        var key = meant.key();
        var earlier =
                with(
                        meant,
                        new ProcessKey(key.host(), key.bootId(), key.pid(), key.startTicks() - 1));

        assertRefused(run(Samples.processes(earlier), true), "the pid belongs to another process");
        assertThat(other.isAlive()).isTrue();
    }

    // fault 64
    @Test
    void aProcessWhoseArgumentsHaveChangedIsLeftAlone() throws Exception {
        Process process = spawned.sleep();
        RemoteProcess seen = seen(process);
        var other =
                Samples.process(
                        seen.key(), 'S', seen.user(), seen.command(), Optional.of("sleep 301"));

        assertRefused(run(Samples.processes(other), true), "it has other arguments by now");
        assertThat(process.isAlive()).isTrue();
    }

    // fault 64
    @Test
    void aProcessOfAnotherUserIsLeftAlone() throws Exception {
        Process process = spawned.sleep();
        RemoteProcess seen = seen(process);
        var other = Samples.process(seen.key(), 'S', "daemon", seen.command(), seen.arguments());

        assertRefused(run(Samples.processes(other), true), "it belongs to another user by now");
        assertThat(process.isAlive()).isTrue();
    }

    // fault 64
    @Test
    void nothingIsSignalledAfterTheHostWasRestarted() throws Exception {
        Process process = spawned.sleep();
        RemoteProcess seen = seen(process);
        var key = seen.key();
        var before =
                with(seen, new ProcessKey(key.host(), Samples.BOOT, key.pid(), key.startTicks()));

        assertRefused(run(Samples.processes(before), true), "the host was restarted");
        assertThat(process.isAlive()).isTrue();
    }

    // fault 65
    @Test
    void theFirstProcessAndTheSessionsOwnAncestorsAreNeverSignalled() throws Exception {
        RemoteProcess self = Samples.own(ProcessHandle.current().pid());
        RemoteProcess first =
                Samples.process(
                        new ProcessKey("builder31", Samples.boot(), 1, 1),
                        'S',
                        "root",
                        "init",
                        Optional.empty());

        assertRefused(
                run(Samples.processes(self, first), true),
                "pid " + self.key().pid() + " was not touched: it carries this very session",
                "pid 1 was not touched: it is the first process of the system");
    }

    @Test
    void aProcessThatHasEndedByItselfCountsAsEnded() throws Exception {
        Process process = spawned.sleep();
        RemoteProcess seen = seen(process);
        process.destroyForcibly().waitFor();

        assertThat(run(Samples.processes(seen), true).outcome().text())
                .startsWith("1 of 1 have ended.");
    }

    @Test
    void aPileUpThatHasGrownAgainIsNotCalledFixed() throws Exception {
        Process process = spawned.sleep();

        RemedyOutcome outcome = run(Samples.processes(seen(process)), false).outcome();

        assertThat(outcome).isInstanceOf(RemedyOutcome.NotFixed.class);
        assertThat(outcome.text()).contains("The problem is still there: builder31:df");
    }

    // fault 79 for one file: no record, no action
    @Test
    void withoutAnAuditRecordNothingRuns() throws Exception {
        Process process = spawned.sleep();
        audit.full = true;

        assertRefused(run(Samples.processes(seen(process)), true), "it could not be recorded");
        assertThat(remote.started).isEmpty();
        assertThat(process.isAlive()).isTrue();
    }

    // fault 70
    @Test
    void withoutTheHostsNameTypedNothingRuns() throws Exception {
        Process process = spawned.sleep();
        Finding finding = Samples.processes(seen(process));
        var hearing = new Hearing();
        var runner = runner(finding, true);

        runner.run(plan(finding, runner), "builder3", hearing);

        assertRefused(hearing, "the name typed is not builder31");
        assertThat(remote.started).isEmpty();
        assertThat(audit.rows).isEmpty();
    }

    @Test
    void cancelAnswersWithinASecondAndTellsWhatIsKnown() throws Exception {
        Process stubborn = spawned.stubborn();
        Finding finding = Samples.processes(seen(stubborn));
        var hearing = new Hearing("sent TERM");
        var runner = runner(finding, true);

        var run = runner.run(plan(finding, runner), "builder31", hearing);
        hearing.awaitSign();

        RemedyOutcome outcome = hearing.outcomeWithinASecondOf(run::cancel);
        assertThat(outcome).isInstanceOf(RemedyOutcome.Cancelled.class);
        assertThat(outcome.text())
                .startsWith("A signal is known to have gone to 1 of 1; 0 have ended");
        assertThat(stubborn.isAlive()).isTrue();
        assertThat(audit.rows).last().asString().contains("cancelled");
    }

    // fault 41
    @Test
    void aLinkThatDiesInTheMiddleIsReconciledByObservingAgain() throws Exception {
        Process stubborn = spawned.stubborn();
        remote.loseAt = "sent TERM";

        RemedyOutcome outcome = run(Samples.processes(seen(stubborn)), false).outcome();

        assertThat(outcome).isInstanceOf(RemedyOutcome.Unknown.class);
        assertThat(outcome.text())
                .contains("the connection was lost")
                .contains("A signal is known to have gone to 1 of 1")
                .contains("The problem is still there");
    }

    @Test
    void aFindingThatIsGoneOnlyBecauseNobodyCouldLookIsNotFixed() throws Exception {
        Process process = spawned.sleep();
        Finding finding = Samples.processes(seen(process));
        var before = Samples.report(Samples.fleet(), List.of(), List.of(), finding);
        var blind = Samples.report(Samples.fleet(), List.of(), List.of());
        var runner = new RemedyRunner(remote, audit, new FakeEngine(before, blind));
        var hearing = new Hearing();

        runner.run(plan(finding, runner), "builder31", hearing);

        assertThat(hearing.outcome())
                .isInstanceOf(RemedyOutcome.Unknown.class)
                .extracting(RemedyOutcome::text)
                .asString()
                .contains("builder31 could not be observed afterwards");
    }

    // fault 57
    @Test
    void aSecondClickWhileTheFirstRunsDoesNothing() throws Exception {
        Process process = spawned.sleep();
        Finding finding = Samples.processes(seen(process));
        var later = new CompletableFuture<Report>();
        var runner = new RemedyRunner(remote, audit, new FakeEngine(report(finding), later));
        var first = new Hearing("gone");
        var second = new Hearing();

        runner.run(plan(finding, runner), "builder31", first);
        first.awaitSign();
        runner.run(plan(finding, runner), "builder31", second);

        assertRefused(second, "it is already under way");
        later.complete(after(finding, true));
        assertThat(first.outcome()).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(remote.started).hasSize(1);
    }

    private Hearing run(Finding finding, boolean helps) {
        var hearing = new Hearing();
        var runner = runner(finding, helps);
        runner.run(plan(finding, runner), "builder31", hearing);
        return hearing;
    }

    private RemedyRunner runner(Finding finding, boolean helps) {
        return new RemedyRunner(
                remote, audit, new FakeEngine(report(finding), after(finding, helps)));
    }

    private static RemedyPlan plan(Finding finding, RemedyRunner runner) {
        return runner.plansFor(finding, report(finding)).getLast();
    }

    private static Report report(Finding finding) {
        return Samples.report(
                Samples.fleet(),
                List.of(Samples.probed(Samples.BUILDER, Samples.NOW, List.of())),
                List.of(),
                finding);
    }

    private static Report after(Finding finding, boolean gone) {
        return Samples.report(
                Samples.fleet(),
                List.of(Samples.probed(Samples.BUILDER, Samples.NOW.plusSeconds(9), List.of())),
                List.of(),
                gone ? new Finding[0] : new Finding[] {finding});
    }

    private static void assertRefused(Hearing hearing, String... texts) throws Exception {
        RemedyOutcome outcome = hearing.outcome();
        assertThat(outcome).isInstanceOf(RemedyOutcome.Refused.class);
        assertThat(outcome.text()).startsWith("Nothing was done").contains(texts);
    }

    private static RemoteProcess with(RemoteProcess p, ProcessKey key) {
        return Samples.process(key, p.state(), p.user(), p.command(), p.arguments());
    }

    private static RemoteProcess seen(Process process) throws IOException {
        return Samples.own(process.pid());
    }
}
