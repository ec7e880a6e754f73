package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.RecordedOutage;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.remedy.RemedyStep.Action;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// Ends the recorded outage along its chain of causes.
final class ChainRemedyTest {
    private static final Sightings.Pace FAST =
            new Sightings.Pace(Duration.ofMillis(30), Duration.ofMillis(1), Duration.ofMillis(30));

    private final ListAudit audit = new ListAudit();
    private final Hearing hearing = new Hearing();
    private OutageHosts hosts = new OutageHosts(new RecordedOutage("pipelined"));

    @Test
    void theRunsEndFirstThenTheCausesThenWhatIsLeftOver() {
        assertThat(plan().steps().stream().map(s -> s.host() + " " + kind(s)))
                .containsExactly(
                        "ant-queen Signal",
                        "builder1 Continue",
                        "builder1 AbortFuse",
                        "builder1 Unmount",
                        "builder31 AbortFuse",
                        "builder31 Unmount",
                        "builder1 Signal",
                        "builder1 Signal",
                        "builder31 Signal",
                        "builder31 Signal");
        assertThat(plan().typedConfirmation()).contains("ant-queen");
        // The login is not root, and the runs are root's.
        assertThat(plan().loss()).contains("temporary folders of another user on ant-queen");
    }

    @Test
    void aHealthyRunAndItsMasterAreNoTargets() {
        Action first = plan().steps().getFirst().action();

        assertThat(first).isEqualTo(new Action.Signal(hosts.runs().processes()));
        assertThat(plan().steps().toString()).doesNotContain("long.yml").doesNotContain("builder7");
    }

    @Test
    void whatIsGroupedUnderTheRunsIsEndedByTheSamePlan() {
        List<Finding> under = hosts.latest().symptomsOf(hosts.runs().key());

        assertThat(under).isNotEmpty();
        assertThat(under).allSatisfy(f -> assertThat(plans(f).getFirst()).isEqualTo(plan()));
        assertThat(plan().also())
                .containsAll(
                        under.stream()
                                .filter(f -> f.kind() == FindingKind.MOUNT_SILENT)
                                .map(Finding::key)
                                .toList());
    }

    @Test
    void allOfItIsDoneInOrderAndOnlyWhatIsNeeded() throws Exception {
        RemedyOutcome outcome = run();

        assertThat(outcome).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(hosts.ran)
                .containsExactly(
                        "ant-queen signal",
                        "builder1 continue",
                        "builder1 abort-fuse",
                        "builder1 unmount",
                        "builder31 abort-fuse",
                        "builder31 unmount",
                        "builder1 signal",
                        "builder31 signal");
        assertThat(hosts.latest().findings())
                .noneMatch(f -> f.statement().title().contains("builder"));
    }

    @Test
    void aMountThatAnswersOnceItsServerRunsIsNotAbortedAndKeepsItsServer() throws Exception {
        hosts.after(
                "builder1 continue",
                () -> {
                    hosts.mountAnswers("builder1", "answered 3");
                    hosts.endTasks("builder1");
                });

        assertThat(run()).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(hosts.ran)
                .filteredOn(r -> r.startsWith("builder1"))
                .containsExactly("builder1 continue");
    }

    // fault 71
    @Test
    void theFirstFailureStopsTheRestAndSaysWhatWasNotDone() throws Exception {
        hosts.answer("builder1 unmount", "busy force 32", "left lazy 32", "end");

        RemedyOutcome outcome = run();

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(((RemedyOutcome.StepFailed) outcome).step()).isEqualTo(3);
        assertThat(outcome.text())
                .contains("/mnt/x is still mounted")
                .contains(
                        "Not done: Abort FUSE connection 81 of /mnt/x, unless it answers on"
                                + " builder31");
        assertThat(hosts.ran).noneMatch(r -> r.startsWith("builder31"));
    }

    @Test
    void aStepThatOnlySaysThatItHelpedIsNotBelieved() throws Exception {
        hosts.answer("builder1 unmount", "unmounted lazy", "end");

        RemedyOutcome outcome = run();

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text()).contains("Seen on builder1: /mnt/x answers with Transport");
    }

    @Test
    void whoStillWaitsOnAMountThatWasOnlyDetachedIsSaidSo() throws Exception {
        hosts = new OutageHosts(new RecordedOutage("pipelined"));
        hosts.answer("builder1 abort-fuse", "aborted 80 -", "end")
                .after("builder1 abort-fuse", () -> hosts.unmount("builder1"));

        RemedyOutcome outcome = run();

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text())
                .contains("/mnt/x is let go, and still waits: df pid 777, df pid 789")
                .contains("no signal reaches it, a restart of the host does");
    }

    // fault 64
    @Test
    void anotherBootIsRefusedBeforeAnythingIsTouched() throws Exception {
        RemedyPlan plan = plan();
        change("ant-queen", "(?m)^fixture0 boot .*$", "fixture0 boot another");

        assertThat(run(plan)).isInstanceOf(RemedyOutcome.Refused.class);
        assertThat(hosts.ran).isEmpty();
    }

    // fault 64
    @Test
    void otherArgumentsAreRefusedBeforeAnythingIsTouched() throws Exception {
        RemedyPlan plan = plan();
        RemoteProcess worker = hosts.runs().runs().getFirst().leader();
        change("ant-queen", "nightly\\.yml", "weekly.yml");

        RemedyOutcome outcome = run(plan);

        assertThat(outcome).isInstanceOf(RemedyOutcome.Refused.class);
        assertThat(outcome.text()).contains("by now; look at the plan again");
        assertThat(worker.line()).contains("nightly.yml");
        assertThat(hosts.ran).isEmpty();
    }

    // fault 64
    @Test
    void aPidThatIsAnotherProcessByThenIsRefusedAndTheRestIsNotDone() throws Exception {
        hosts.answer("builder31 signal", "refused 678 start", "end");

        RemedyOutcome outcome = run();

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text()).contains("the pid belongs to another process by now");
    }

    // fault 65
    @Test
    void whatTheHostForbidsEndsThePlanBeforeAnyMountIsTouched() throws Exception {
        for (String why : List.of("init", "sshd", "ancestor")) {
            hosts = new OutageHosts(new RecordedOutage("pipelined"));
            hosts.answer("ant-queen signal", "refused 479 " + why, "end");

            RemedyOutcome outcome = run(plan(), new Hearing());

            assertThat(outcome).isInstanceOf(RemedyOutcome.Refused.class);
            assertThat(outcome.text()).contains(Reasons.of(why));
            assertThat(hosts.ran).containsExactly("ant-queen signal");
        }
    }

    // fault 66
    @Test
    void aProcessThatNoSignalReachesIsSaidSoAndStopsTheRest() throws Exception {
        hosts.answer("ant-queen signal", "left 479 D rpc_wait_bit_killable", "end");

        RemedyOutcome outcome = run();

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text())
                .contains("no signal reaches pid 479 (state D in rpc_wait_bit_killable");
        assertThat(hosts.ran).containsExactly("ant-queen signal");
    }

    @Test
    void aHostThatCannotBeObservedIsNotTouched() throws Exception {
        RemedyPlan plan = plan();
        change("builder31", "(?m)^fixture0 end .*\n", "");

        RemedyOutcome outcome = run(plan);

        assertThat(outcome)
                .isEqualTo(
                        new RemedyOutcome.Refused(
                                "Nothing was done: builder31 could not be observed again."));
    }

    @Test
    void whatIsGoneAlreadyIsFixedWithoutAnythingBeingDone() throws Exception {
        RemedyPlan plan = plan();
        for (String host : List.of("builder1", "builder31")) {
            hosts.unmount(host);
            hosts.endTasks(host);
        }
        for (RemedyStep step : plan.steps()) {
            if (step.action() instanceof Action.Signal signal) {
                signal.processes().forEach(p -> hosts.end(step.host(), p.key().pid()));
            }
        }

        assertThat(run(plan).text()).startsWith("Nothing was done: observed again");
        assertThat(hosts.ran).isEmpty();
    }

    @Test
    void aHostThatHangsIsNamedAsNotPartOfThePlan() {
        hosts = new OutageHosts(new RecordedOutage("pipelined").hung("builder31"));

        assertThat(plan().loss()).contains("Not part of this: builder31 hangs while");
        assertThat(plan().steps()).noneMatch(s -> s.host().equals("builder31"));
    }

    private void change(String host, String pattern, String by) {
        hosts.change(host, t -> t.replaceAll(pattern, by));
    }

    private List<RemedyPlan> plans(Finding finding) {
        return new RemedyPlanner().plansFor(finding, hosts.latest());
    }

    private RemedyPlan plan() {
        return plans(hosts.runs()).getFirst();
    }

    private RemedyOutcome run() throws Exception {
        return run(plan());
    }

    private RemedyOutcome run(RemedyPlan plan) throws Exception {
        return run(plan, hearing);
    }

    private RemedyOutcome run(RemedyPlan plan, Hearing heard) throws Exception {
        new RemedyRunner(hosts, audit, hosts, FAST).run(plan, "ant-queen", heard);
        return heard.outcome();
    }

    private static String kind(RemedyStep step) {
        return step.action().getClass().getSimpleName();
    }
}
