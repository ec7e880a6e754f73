package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

final class RemedyPlannerTest {
    private static final RemoteProcess DF = Samples.process(4711, 'S', "df", "df -h");
    private static final RemoteProcess STOPPED =
            Samples.process(812, 'T', "glusterfs", "glusterfs /mnt/build");

    private final RemedyPlanner planner = new RemedyPlanner();

    @Test
    void aStoppedServerOfAMountIsContinuedBeforeAnythingIsBroken() {
        var finding =
                Samples.mountFinding(Samples.silent(OptionalInt.of(52), OptionalLong.of(812)), DF);

        List<RemedyPlan> plans = planner.plansFor(finding, reportOf(finding, STOPPED, DF));

        RemedyPlan best = plans.getFirst();
        assertThat(best.question())
                .isEqualTo(
                        "Continue glusterfs /mnt/build (pid 812), which serves /mnt/build on"
                                + " builder31?");
        assertThat(best.steps())
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.action()).isEqualTo(new Action.Continue(STOPPED));
                    assertThat(s.commands())
                            .containsExactly(List.of("sudo", "-n", "kill", "-CONT", "812"));
                });
        assertThat(best.typedConfirmation()).isEmpty();
        assertThat(best.loss()).isEmpty();
    }

    @Test
    void aSilentFuseMountIsAbortedThenUnmountedAndItsWaitersComeLast() {
        var finding =
                Samples.mountFinding(Samples.silent(OptionalInt.of(52), OptionalLong.empty()), DF);

        List<RemedyPlan> plans = planner.plansFor(finding, reportOf(finding, DF));

        assertThat(plans).hasSize(3);
        assertThat(actions(plans.get(0)))
                .containsExactly(
                        new Action.AbortFuse(52, "/mnt/build", Samples.BOOT),
                        new Action.Unmount(
                                "/mnt/build",
                                "0:52",
                                Action.Unmount.Which.UNLESS_IT_ANSWERS,
                                Samples.BOOT));
        assertThat(plans.get(0).loss()).contains("Writes that the file system has not taken yet");
        assertThat(plans.get(0).steps().get(0).commands())
                .containsExactly(List.of("sudo", "-n", "tee", "/sys/fs/fuse/connections/52/abort"));
        assertThat(plans.get(0).steps().get(1).commands())
                .containsExactly(
                        List.of("sudo", "-n", "umount", "-f", "/mnt/build"),
                        List.of("sudo", "-n", "umount", "-l", "/mnt/build"));
        assertThat(actions(plans.get(1))).last().isEqualTo(new Action.Signal(List.of(DF)));
        assertThat(plans.get(1).typedConfirmation()).contains("builder31");
        assertThat(actions(plans.get(2))).hasOnlyElementsOfType(Action.AbortFuse.class);
    }

    @Test
    void aSilentNetworkMountIsUnmountedByForce() {
        var finding =
                Samples.mountFinding(Samples.silent(OptionalInt.empty(), OptionalLong.empty()));
        assertThat(planner.plansFor(finding, reportOf(finding)))
                .singleElement()
                .satisfies(p -> assertThat(actions(p)).hasOnlyElementsOfType(Action.Unmount.class));
    }

    // fault 69
    @Test
    void aMountPointThatIsNotSafeGetsNoPlan() {
        Mount mount = Samples.silent(OptionalInt.of(52), OptionalLong.empty());
        var root =
                new Mount(
                        "/",
                        mount.type(),
                        "x",
                        "0:52",
                        mount.answer(),
                        mount.fuseConnection(),
                        mount.fuseWaiting(),
                        mount.serverPid());
        var finding = Samples.mountFinding(root);
        assertThat(planner.plansFor(finding, reportOf(finding))).isEmpty();
    }

    @Test
    void aPileUpThatWaitsForAnotherHostEndsBeforeThatHostIsFreed() {
        var mount =
                Samples.mountFinding(Samples.silent(OptionalInt.of(52), OptionalLong.empty()), DF);
        var pileUp =
                new Finding.ProcessFinding(
                        Samples.statement(
                                FindingKind.PROCESS_PILE_UP,
                                "ant-queen:ssh",
                                Optional.of(mount.key())),
                        Samples.DEPLOY,
                        List.of(DF));
        var report = Samples.report(Samples.fleet(), List.of(), List.of(), mount, pileUp);

        List<RemedyPlan> plans = planner.plansFor(pileUp, report);

        assertThat(actions(plans.getFirst())).containsExactly(new Action.Signal(List.of(DF)));
        assertThat(plans.getFirst().steps().getFirst().host()).isEqualTo("ant-queen");
        assertThat(plans).hasSizeGreaterThan(1);
    }

    @Test
    void freeingAMountSaysThatAPileUpHasToEndFirst() {
        var finding =
                Samples.mountFinding(Samples.silent(OptionalInt.of(52), OptionalLong.empty()));
        var pileUp =
                new Finding.ProcessFinding(
                        Samples.statement(
                                FindingKind.PROCESS_PILE_UP, "ant-queen:ssh", Optional.empty()),
                        Samples.DEPLOY,
                        List.of(DF));
        var report = Samples.report(Samples.fleet(), List.of(), List.of(), finding, pileUp);
        assertThat(planner.plansFor(finding, report).getFirst().loss())
                .contains("End the pile-up on ant-queen first");
    }

    @Test
    void seventyProcessesAreOneClickAndOneTypedName() {
        RemoteProcess[] seventy =
                LongStream.range(5000, 5070)
                        .mapToObj(pid -> Samples.process(pid, 'S', "ssh", "ssh builder31"))
                        .toArray(RemoteProcess[]::new);
        var finding = Samples.processes(seventy);

        List<RemedyPlan> plans = planner.plansFor(finding, reportOf(finding, seventy));

        assertThat(plans)
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.question()).isEqualTo("End 70 ssh processes on builder31?");
                    assertThat(p.typedConfirmation()).contains("builder31");
                    assertThat(p.steps().getFirst().commands())
                            .hasSize(140)
                            .startsWith(List.of("sudo", "-n", "kill", "-TERM", "5000"))
                            .endsWith(List.of("sudo", "-n", "kill", "-KILL", "5069"));
                });
    }

    @Test
    void aProcessThatWaitsOnAMountIsOfferedTheMountFirst() {
        var mount =
                Samples.mountFinding(Samples.silent(OptionalInt.of(52), OptionalLong.empty()), DF);
        var stuck = Samples.processes(DF).causedBy(mount.key());
        var report = Samples.report(Samples.fleet(), List.of(), List.of(), mount, stuck);

        List<RemedyPlan> plans = planner.plansFor(stuck, report);

        assertThat(plans.getFirst().finding()).isEqualTo(mount.key());
        assertThat(plans.getLast().finding()).isEqualTo(stuck.key());
    }

    @Test
    void anExpiredCertificateIsRenewedByTheRenewalsThatNameIt() {
        var renewal = Samples.renewal("certbot", "renew", "--cert-name", "docs example");
        var expired = Samples.expired(Samples.presented("proxy1", 1, Samples.NOW));
        var report =
                Samples.report(
                        Samples.fleet(renewal),
                        List.of(Samples.probed(Samples.BUILDER, Samples.NOW, List.of())),
                        List.of(Samples.presented("proxy1", 1, Samples.NOW)),
                        expired);

        assertThat(planner.plansFor(expired, report))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.question())
                            .isEqualTo("Renew docs.example.org by “docs renewal” on ant-queen?");
                    assertThat(p.unmet()).isEmpty();
                    assertThat(p.steps().getFirst().timeout()).isEqualTo(renewal.timeout());
                    assertThat(p.steps().getFirst().commands()).containsExactly(renewal.command());
                });
    }

    @Test
    void aRenewalNamesWhatHasToBePutRightBeforeIt() {
        var expired = Samples.expired(Samples.presented("proxy1", 1, Samples.NOW));
        Mount silent = Samples.silent(OptionalInt.of(52), OptionalLong.empty());
        var report =
                Samples.report(
                        Samples.fleet(Samples.renewal("true")),
                        List.of(Samples.probed(Samples.BUILDER, Samples.NOW, List.of(), silent)),
                        List.of(
                                Samples.presented("proxy1", 1, Samples.NOW),
                                Samples.refused("proxy2")),
                        expired);

        assertThat(planner.plansFor(expired, report).getFirst().unmet())
                .containsExactly(
                        "docs.example.org:443 at proxy2 (127.0.0.2) does not answer: put it right"
                                + " first (the port is closed).",
                        "/mnt/build on builder31 does not answer: free that mount first.");
    }

    @Test
    void whatWasNeverObservedIsNotTakenForHealthy() {
        var expired = Samples.expired(Samples.presented("proxy1", 1, Samples.NOW));
        var report =
                Samples.report(
                        Samples.fleet(Samples.renewal("true")), List.of(), List.of(), expired);
        assertThat(planner.plansFor(expired, report).getFirst().unmet())
                .containsExactly(
                        "docs.example.org:443 has not been asked yet: refresh first.",
                        "builder31 has not been inspected yet: refresh first.");
    }

    private static Report reportOf(Finding finding, RemoteProcess... processes) {
        return Samples.report(
                Samples.fleet(),
                List.of(Samples.probed(Samples.BUILDER, Samples.NOW, List.of(processes))),
                List.of(),
                finding);
    }

    private static List<Action> actions(RemedyPlan plan) {
        return plan.steps().stream().map(RemedyStep::action).toList();
    }
}
