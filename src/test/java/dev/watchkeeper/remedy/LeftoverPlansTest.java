package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Mount.Answer;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;
import dev.watchkeeper.remedy.RemedyStep.Action.Unmount.Which;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What is to be done about what a job left over.
final class LeftoverPlansTest {
    private static final Answer DEAD = new Answer.Faulty("Transport endpoint is not connected");
    private static final Answer GOOD = new Answer.Answered(Duration.ofMillis(3));
    private static final Answer SILENT = new Answer.Silent(Duration.ofHours(1), 0);
    private static final RemoteProcess ETCD = member(100, 90, "etcd --data-dir=/build/gd2/etcd");

    // fault 67
    @Test
    void aGroupThatNobodyLeadsIsTakenAsAWhole() {
        RemoteProcess other = member(101, 90, "tail -f log");

        RemedyPlan plan = plan(List.of(ETCD, other, member(102, 91, "make check")), ETCD);

        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.steps().getFirst().action())
                .isEqualTo(new Action.Signal(List.of(ETCD, other), Set.of(90L)));
        assertThat(plan.steps().getFirst().commands())
                .contains(List.of("sudo", "-n", "kill", "-TERM", "101"))
                .doesNotContain(List.of("sudo", "-n", "kill", "-TERM", "102"));
        assertThat(plan.typedConfirmation()).contains("builder31");
    }

    @Test
    void aGroupWhoseLeaderIsLeftOverItselfIsTakenAsAWhole() {
        RemoteProcess leader = member(90, 90, "etcd --data-dir=/build/gd2/etcd");
        RemoteProcess child = member(91, 90, "helper");

        assertThat(targets(plan(List.of(leader, child), leader))).containsExactly(leader, child);
    }

    @Test
    void aJobThatIsUnderWayKeepsWhatIsNotNamed() {
        RemoteProcess leader = member(90, 90, "make check");

        RemedyPlan plan = plan(List.of(leader, ETCD, member(101, 90, "tail -f log")), ETCD);

        assertThat(plan.steps().getFirst().action())
                .isEqualTo(new Action.Signal(List.of(ETCD), Set.of()));
    }

    @Test
    void aGroupTooLargeForOneScriptIsNotTakenAsAWhole() {
        var all = new ArrayList<>(List.of(ETCD));
        for (int i = 0; i < Commands.MAX_TARGETS; i++) {
            all.add(member(200 + i, 90, "helper"));
        }

        assertThat(plan(all, ETCD).steps().getFirst().action())
                .isEqualTo(new Action.Signal(List.of(ETCD), Set.of()));
    }

    @Test
    void aDeadMountInTheFolderOfTheJobIsUnmountedAndNoOther() {
        RemedyPlan plan =
                plan(
                        List.of(ETCD),
                        ETCD,
                        mount("/build/gd2/mnt", DEAD, 52),
                        mount("/build/gd3/mnt", DEAD, 53),
                        mount("/home/ci/music", DEAD, 54));

        assertThat(unmounts(plan))
                .containsExactly(
                        new Action.Unmount(
                                "/build/gd2/mnt", "0:52", Which.ONLY_WHEN_DEAD, Samples.BOOT));
        assertThat(plan.also())
                .contains(MountSteps.faulty("builder31", "/build/gd2/mnt"))
                .doesNotContain(MountSteps.faulty("builder31", "/build/gd3/mnt"));
    }

    // It may be dead without what the job left over; its hang is another matter.
    @Test
    void aMountInTheFolderThatAnswersNowIsLookedAtThenAndAHangIsNot() {
        RemedyPlan plan =
                plan(
                        List.of(ETCD),
                        ETCD,
                        mount("/build/gd2/mnt", GOOD, 52),
                        mount("/build/gd2/hung", SILENT, 53));

        assertThat(unmounts(plan))
                .extracting(Action.Unmount::mountPoint, Action.Unmount::which)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "/build/gd2/mnt", Which.ONLY_WHEN_DEAD));
    }

    @Test
    void aMountThatALeftoverServesGoesWithItWhereverItIs() {
        RemoteProcess server = member(100, 100, "glusterfs /mnt/vol");

        RemedyPlan plan = plan(List.of(server), server, served("/mnt/vol", 100));

        assertThat(unmounts(plan))
                .extracting(Action.Unmount::mountPoint)
                .containsExactly("/mnt/vol");
        assertThat(targets(plan)).containsExactly(server);
    }

    // fault 69
    @Test
    void aMountPointThatIsNotSafeIsNeverUnmounted() {
        RemedyPlan plan =
                plan(
                        List.of(ETCD),
                        ETCD,
                        mount("/build/gd2/../../etc", DEAD, 52),
                        mount("/", DEAD, 53),
                        mount("/build/gd2/a\nb", DEAD, 54));

        assertThat(unmounts(plan)).isEmpty();
    }

    private static RemedyPlan plan(
            List<RemoteProcess> running, RemoteProcess named, Mount... mounts) {
        var finding =
                new Finding.ProcessFinding(
                        Samples.statement(
                                FindingKind.PROCESS_LEFTOVER, "builder31:etcd", Optional.empty()),
                        Samples.BUILDER,
                        List.of(named));
        Report report =
                Samples.report(
                        Samples.fleet(),
                        List.of(Samples.probed(Samples.BUILDER, Samples.NOW, running, mounts)),
                        List.of(),
                        finding);
        return new RemedyPlanner().plansFor(finding, report).getFirst();
    }

    private static List<RemoteProcess> targets(RemedyPlan plan) {
        return plan.steps().stream()
                .map(RemedyStep::action)
                .filter(Action.Signal.class::isInstance)
                .flatMap(a -> ((Action.Signal) a).processes().stream())
                .toList();
    }

    private static List<Action.Unmount> unmounts(RemedyPlan plan) {
        return plan.steps().stream()
                .map(RemedyStep::action)
                .filter(Action.Unmount.class::isInstance)
                .map(Action.Unmount.class::cast)
                .toList();
    }

    private static Mount mount(String point, Answer answer, int number) {
        return new Mount(
                point,
                "fuse.glusterfs",
                "vol",
                "0:" + number,
                answer,
                OptionalInt.of(number),
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    private static Mount served(String point, long pid) {
        Mount m = mount(point, GOOD, 60);
        return new Mount(
                point,
                m.type(),
                m.source(),
                m.device(),
                m.answer(),
                m.fuseConnection(),
                m.fuseWaiting(),
                OptionalLong.of(pid));
    }

    private static RemoteProcess member(long pid, long group, String line) {
        RemoteProcess p = Samples.process(pid, 'S', line.split(" ", 2)[0], line);
        return new RemoteProcess(
                p.key(),
                1,
                group,
                group,
                p.user(),
                p.state(),
                p.command(),
                p.arguments(),
                p.waitChannel(),
                p.age(),
                p.cpuTicks(),
                p.contextSwitches(),
                p.threads(),
                p.stuckThread(),
                Optional.empty());
    }
}
