package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.monitor.Report;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// What is said of a remedy in several steps.
final class MountRemedyTest {
    private static final RemoteProcess DF = Samples.process(4711, 'S', "df", "df -h");
    private static final Finding SILENT =
            Samples.mountFinding(Samples.silent(OptionalInt.of(52), OptionalLong.empty()), DF);

    private final ScriptedRemote remote = new ScriptedRemote();
    private final ListAudit audit = new ListAudit();

    // fault 71
    @Test
    void theFirstRefusalStopsTheRestAndNothingWasDone() throws Exception {
        remote.reply("refused - permission", "end").reply("unmounted force", "end");
        RemedyOutcome outcome = run(SILENT, 0, answering());
        assertThat(outcome).isInstanceOf(RemedyOutcome.Refused.class);
        assertThat(remote.left()).isEqualTo(1);
    }

    // fault 71
    @Test
    void aStepThatFailsStopsTheRestAndSaysWhatWasDoneAndWhatWasNot() throws Exception {
        remote.reply("aborted 52 0", "end")
                .reply("busy force 32", "left lazy 32", "end")
                .reply("gone 4711 before", "end");
        RemedyOutcome outcome = run(SILENT, 1, answering());
        assertThat(outcome)
                .isEqualTo(
                        new RemedyOutcome.StepFailed(
                                1,
                                "FUSE connection 52 was aborted; nothing waits on it. /mnt/build is"
                                        + " still mounted; umount ended with status 32. The last"
                                        + " step was not done."));
        assertThat(remote.left()).isEqualTo(1);
    }

    @Test
    void aMountThatAnswersAgainIsFixed() throws Exception {
        remote.reply("aborted 52 0", "end").reply("unmounted force", "end");
        assertThat(run(SILENT, 0, answering())).isInstanceOf(RemedyOutcome.Fixed.class);
    }

    // Nobody waits any more, and yet whoever comes gets an error.
    @Test
    void aMountThatIsOnlyAbortedAndAnswersWithAnErrorIsNotCalledFixed() throws Exception {
        remote.reply("aborted 52 0", "end");
        Mount dead = mount(new Mount.Answer.Faulty("Transport endpoint is not connected"));
        var faulty =
                new Finding.MountFinding(
                        Samples.statement(
                                FindingKind.MOUNT_FAULTY, "builder31:/mnt/build", Optional.empty()),
                        Samples.BUILDER,
                        Samples.BOOT,
                        dead,
                        List.of());

        RemedyOutcome outcome = run(SILENT, 2, dead, faulty);

        assertThat(outcome).isInstanceOf(RemedyOutcome.NotFixed.class);
        assertThat(outcome.text()).contains("The problem is still there: builder31:/mnt/build");
        assertThat(remote.left()).isZero();
    }

    @Test
    void aMountThatNobodyAskedAfterwardsIsNotCalledFixed() throws Exception {
        remote.reply("aborted 52 0", "end").reply("unmounted force", "end");
        RemedyOutcome outcome = run(SILENT, 0, mount(new Mount.Answer.NotAsked()));
        assertThat(outcome).isInstanceOf(RemedyOutcome.Unknown.class);
        assertThat(outcome.text()).endsWith("Whether /mnt/build answers now was not asked.");
    }

    @Test
    void whatTheFirstPartOfManyHasEndedIsSaidWhenTheSecondIsRefused() throws Exception {
        RemoteProcess[] many =
                LongStream.range(5_000, 5_201)
                        .mapToObj(pid -> Samples.process(pid, 'S', "ssh", "ssh builder31"))
                        .toArray(RemoteProcess[]::new);
        String[] gone =
                LongStream.range(5_000, 5_200)
                        .mapToObj(pid -> "gone " + pid + " TERM")
                        .toArray(String[]::new);
        String[] first = java.util.Arrays.copyOf(gone, gone.length + 1);
        first[gone.length] = "end";
        remote.reply(first).reply("refused - boot", "end");

        RemedyOutcome outcome = run(Samples.processes(many), 0, answering());

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text())
                .startsWith("200 of 200 have ended. Nothing was done: the host was restarted");
    }

    private RemedyOutcome run(Finding finding, int plan, Mount afterwards, Finding... left)
            throws Exception {
        Report before =
                Samples.report(
                        Samples.fleet(),
                        List.of(Samples.probed(Samples.BUILDER, Samples.NOW, List.of())),
                        List.of(),
                        finding);
        Report after =
                Samples.report(
                        Samples.fleet(),
                        List.of(
                                Samples.probed(
                                        Samples.BUILDER,
                                        Samples.NOW.plusSeconds(9),
                                        List.of(),
                                        afterwards)),
                        List.of(),
                        left);
        var runner = new RemedyRunner(remote, audit, new FakeEngine(before, after));
        var hearing = new Hearing();
        runner.run(runner.plansFor(finding, before).get(plan), "builder31", hearing);
        return hearing.outcome();
    }

    private static Mount answering() {
        return mount(new Mount.Answer.Answered(Duration.ofMillis(3)));
    }

    private static Mount mount(Mount.Answer answer) {
        return Samples.mount(answer, OptionalInt.of(52), OptionalLong.empty());
    }
}
