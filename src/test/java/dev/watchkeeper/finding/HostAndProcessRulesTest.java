package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.NOW;
import static dev.watchkeeper.finding.Samples.builderHost;
import static dev.watchkeeper.finding.Samples.fleet;
import static dev.watchkeeper.finding.Samples.notProbed;
import static dev.watchkeeper.finding.Samples.probed;
import static dev.watchkeeper.finding.Samples.process;
import static dev.watchkeeper.finding.Samples.silent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ssh.SshOutcome.Phase;
import dev.watchkeeper.ssh.SshOutcome.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

final class HostAndProcessRulesTest {
    private static final Host BUILDER = builderHost("builder31", "etcd", "glusterfsd-long-name");
    private static final Host QUEEN = builderHost("ant-queen");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aHostThatConnectsAndThenSaysNothingHangsInANamedPhase() {
        Finding f = only(after(notProbed(BUILDER, Phase.KEY_EXCHANGE, Reason.TIMED_OUT)));
        assertThat(f.kind()).isEqualTo(FindingKind.HOST_HUNG);
        assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(f.statement().title()).contains("hangs while exchanging keys");
    }

    @Test
    void aHostThatDoesNotConnectIsUnreachable() {
        Finding f = only(after(notProbed(BUILDER, Phase.CONNECT, Reason.TIMED_OUT)));
        assertThat(f.kind()).isEqualTo(FindingKind.HOST_UNREACHABLE);
        assertThat(f.severity()).isEqualTo(Severity.HIGH);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTHENTICATION", "KEY_LOCKED", "CONFIGURATION"})
    void whatKeepsOnlyUsOutLeavesTheHostUnknown(Reason reason) {
        Finding f = only(after(notProbed(BUILDER, Phase.AUTHENTICATE, reason)));
        assertThat(f.severity()).isEqualTo(Severity.UNKNOWN);
    }

    @Test
    void aFaultOfOursIsSaidToBeOurs() {
        Finding f = only(after(notProbed(BUILDER, Phase.WAIT, Reason.BROKEN)));
        assertThat(f.kind()).isEqualTo(FindingKind.OBSERVER_BROKEN);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownKeyIsUnknownAndAChangedOneCritical(HostKeyProblem.Kind kind) {
        // faults 28, 29, 30
        var problem =
                new HostKeyProblem(
                        kind,
                        "builder31",
                        "ssh-ed25519",
                        "SHA256:abc",
                        List.of("SHA256:old"),
                        "AAAA");
        Finding f = only(after(new HostObservation.KeyRefused(BUILDER, NOW, HOUR, problem)));
        boolean unknown = kind == HostKeyProblem.Kind.UNKNOWN;
        assertThat(f.kind())
                .isEqualTo(unknown ? FindingKind.HOST_KEY_UNKNOWN : FindingKind.HOST_KEY_CHANGED);
        assertThat(f.severity()).isEqualTo(unknown ? Severity.UNKNOWN : Severity.CRITICAL);
        assertThat(f.statement().evidence().getFirst().text()).contains("SHA256:abc", "SHA256:old");
    }

    @Test
    void aSilentMountNamesItsServerItsWaitersAndItsWaitingRequests() {
        Finding f =
                first(
                        after(
                                sample(
                                        List.of(
                                                process("builder31", 640, "glusterfs")
                                                        .state('T')
                                                        .get(),
                                                df(77)),
                                        List.of(silent("/mnt/build", Duration.ofDays(7))))));
        assertThat(f.key().value()).isEqualTo("mount-silent/builder31:/mnt/build");
        assertThat(f.statement().title())
                .isEqualTo("builder31: /mnt/build has not answered for 7 d; 1 process waits on it");
        assertThat(((MountFinding) f).waiting())
                .extracting(p -> p.key().pid())
                .containsExactly(77L);
        assertThat(f.statement().evidence())
                .extracting(Evidence::text)
                .anyMatch(t -> t.contains("3 requests wait"))
                .anyMatch(t -> t.contains("pid 640") && t.contains("it is stopped"));
    }

    @Test
    void aMountThatAnswersLateWithinTheLimitIsNone() {
        assertThat(after(sample(List.of(), List.of(silent("/mnt/build", Duration.ofMillis(900))))))
                .isEmpty();
    }

    @Test
    void twoMountsOfOneConnectionAreOneFinding() {
        List<Finding> found =
                after(
                        sample(
                                List.of(),
                                List.of(silent("/mnt/build", HOUR), silent("/srv/bind", HOUR))));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().statement().evidence())
                .extracting(Evidence::what)
                .contains("statfs of /mnt/build", "statfs of /srv/bind");
    }

    @Test
    void aMountThatAnswersWithAnErrorIsFaulty() {
        Mount m = silent("/mnt/build", HOUR);
        var gone =
                new Mount(
                        m.mountPoint(),
                        m.type(),
                        m.source(),
                        m.device(),
                        new Mount.Answer.Faulty("Transport endpoint is not connected"),
                        m.fuseConnection(),
                        m.fuseWaiting(),
                        m.serverPid());
        Finding f = only(after(sample(List.of(), List.of(gone))));
        assertThat(f.kind()).isEqualTo(FindingKind.MOUNT_FAULTY);
    }

    @Test
    void oneSampleOnlySuspects() {
        assertThat(after(sample(List.of(df(77)), List.of(silent("/mnt/build", HOUR)))))
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT);
    }

    @Test
    void aProcessWithoutProgressOnASilentMountIsASymptomOfIt() {
        var mounts = List.of(silent("/mnt/build", HOUR));
        List<Finding> found =
                after(
                        sample(List.of(df(77)), mounts),
                        later(Duration.ofSeconds(2), List.of(df(77)), mounts));
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT, FindingKind.PROCESS_STUCK);
        assertThat(found.getLast().statement().cause()).contains(found.getFirst().key());
    }

    @Test
    void aProcessThatWorkedBetweenTheSamplesIsNotStuck() {
        RemoteProcess then = process("builder31", 77, "df").in("request_wait_answer").get();
        RemoteProcess now = process("builder31", 77, "df").in("request_wait_answer").cpu(9).get();
        assertThat(after(sample(List.of(then), List.of()), later(HOUR, List.of(now), List.of())))
                .isEmpty();
    }

    @Test
    void anIdleDaemonIsNeverStuck() {
        RemoteProcess etcd = process("builder31", 88, "java").in("futex_wait_queue").get();
        assertThat(after(sample(List.of(etcd), List.of()), later(HOUR, List.of(etcd), List.of())))
                .isEmpty();
    }

    @Test
    void aProcessInDIsStuckOnlyWhenItStaysThere() {
        RemoteProcess d = process("builder31", 77, "cp").state('D').get();
        var first = sample(List.of(d), List.of());
        assertThat(after(first, later(Duration.ofSeconds(2), List.of(d), List.of()))).isEmpty();
        Finding f = only(after(first, later(Duration.ofMinutes(3), List.of(d), List.of())));
        assertThat(f.kind()).isEqualTo(FindingKind.PROCESS_STUCK);
        assertThat(f.statement().cause()).isEmpty();
    }

    @Test
    void ourOwnAskerAndKernelThreadsAreNoSuspects() {
        RemoteProcess asker =
                process("builder31", 999, "stat").in("request_wait_answer").on("/mnt/build").get();
        RemoteProcess kernel = process("builder31", 60, "jbd2").state('D').parent(2).get();
        var mounts = List.of(silent("/mnt/build", HOUR));
        assertThat(
                        after(
                                sample(List.of(asker, kernel), mounts),
                                later(HOUR, List.of(asker, kernel), mounts)))
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT);
    }

    @Test
    void leftoversAreThoseOlderThanTheLimitAlsoUnderACutName() {
        List<RemoteProcess> processes =
                List.of(
                        process("builder31", 5, "etcd").age(Duration.ofDays(9)).get(),
                        process("builder31", 6, "etcd").age(Duration.ofMinutes(59)).get(),
                        process("builder31", 7, "glusterfsd-long").age(HOUR.multipliedBy(2)).get());
        List<Finding> found = after(sample(processes, List.of()));
        assertThat(found)
                .extracting(f -> f.key().value())
                .containsExactly(
                        "process-leftover/builder31:etcd",
                        "process-leftover/builder31:glusterfsd-long-name");
        assertThat(((ProcessFinding) found.getFirst()).processes()).hasSize(1);
    }

    @Test
    void aPileUpHoldsTheRunsWholeWithTheirScriptsAndMasters() {
        List<RemoteProcess> all = nightlyRuns(7);
        Finding f =
                only(
                        Rules.evaluate(
                                new Fold(empty(QUEEN))
                                        .add(probed(QUEEN, NOW, all, List.of()))
                                        .at(NOW)));
        assertThat(f.key().value()).isEqualTo("process-pile-up/ant-queen:ansible-playbook");
        // script, playbook, worker, ssh of each run, and the shared master; not cron.
        assertThat(((ProcessFinding) f).processes()).hasSize(7 * 4 + 1);
        assertThat(((ProcessFinding) f).processes())
                .extracting(RemoteProcess::command)
                .doesNotContain("cron");
        assertThat(f.statement().title()).contains("29 processes of 7 runs of ansible-playbook");
    }

    @Test
    void oneRunWithManyWorkersIsNoPileUp() {
        var all = new ArrayList<>(nightlyRuns(1));
        for (int i = 0; i < 30; i++) {
            all.add(process("ant-queen", 5_000 + i, "ansible-playboo").parent(102).get());
        }
        assertThat(
                        Rules.evaluate(
                                new Fold(empty(QUEEN))
                                        .add(probed(QUEEN, NOW, all, List.of()))
                                        .at(NOW)))
                .isEmpty();
    }

    @Test
    void aPileUpWhoseSshNamesAHungBuilderIsASymptomOfIt() {
        var fold = new Fold(empty(QUEEN, BUILDER));
        fold.add(probed(QUEEN, NOW, nightlyRuns(7), List.of()));
        fold.add(sample(List.of(), List.of(silent("/mnt/build", HOUR))));
        List<Finding> found = Rules.evaluate(fold.at(NOW));
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT, FindingKind.PROCESS_PILE_UP);
        assertThat(found.getLast().statement().cause()).contains(found.getFirst().key());
        assertThat(found.getLast().statement().evidence())
                .extracting(Evidence::text)
                .anyMatch(t -> t.startsWith("builder31 by 7 processes"));
        assertThat(Headline.of(fold.at(NOW), found))
                .isEqualTo("1 builder hung · 29 processes stuck on ant-queen");
    }

    @Test
    void piledUpProcessesThatWaitOnASilentMountAreASymptomOfIt() {
        var all = new ArrayList<RemoteProcess>();
        for (long pid = 200; pid < 240; pid += 10) {
            all.add(process("builder31", pid, "sh").line("/bin/sh -c df").get());
            all.add(
                    process("builder31", pid + 1, "df")
                            .parent(pid)
                            .in("request_wait_answer")
                            .on("/mnt/build")
                            .get());
        }
        List<Finding> found = after(sample(all, List.of(silent("/mnt/build", HOUR))));
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT, FindingKind.PROCESS_PILE_UP);
        assertThat(((ProcessFinding) found.getLast()).processes()).hasSize(8);
        assertThat(found.getLast().statement().cause()).contains(found.getFirst().key());
    }

    @Test
    void aPileUpWithoutEvidenceStandsForItself() {
        Host other = builderHost("builder7");
        var fold = new Fold(empty(QUEEN, other));
        fold.add(probed(QUEEN, NOW, nightlyRuns(7), List.of()));
        fold.add(probed(other, NOW, List.of(), List.of(silent("/mnt/build", HOUR))));
        assertThat(Rules.evaluate(fold.at(NOW)))
                .allSatisfy(f -> assertThat(f.statement().cause()).isEmpty());
    }

    @Test
    void oneClockThatIsOffIsTheHosts() {
        Finding f = only(clocks(Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(4)));
        assertThat(f.key().value()).isEqualTo("clock-off/h2");
        assertThat(f.statement().title()).isEqualTo("h2: its clock is 4 min fast");
    }

    @Test
    void whenMostHostsAgreeTheWorkstationIsOff() {
        // fault 21
        Duration day = Duration.ofDays(1);
        List<Finding> found = clocks(day, day.plusSeconds(3), day, Duration.ZERO);
        assertThat(found)
                .extracting(f -> f.key().value())
                .containsExactly("clock-off/workstation", "clock-off/h3");
        assertThat(found.getFirst().statement().title())
                .isEqualTo("This workstation's clock is 24 h slow");
    }

    private static List<Finding> clocks(Duration... offsets) {
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < offsets.length; i++) {
            hosts.add(builderHost("h" + i));
        }
        var fold = new Fold(empty(hosts.toArray(Host[]::new)));
        for (int i = 0; i < offsets.length; i++) {
            fold.add(probed(hosts.get(i), NOW, List.of(), List.of(), offsets[i]));
        }
        return Rules.evaluate(fold.at(NOW));
    }

    /// CRON > script > ansible-playbook > worker > ssh, and one master for all.
    private static List<RemoteProcess> nightlyRuns(int runs) {
        var all = new ArrayList<RemoteProcess>();
        for (int i = 0; i < runs; i++) {
            long p = 100 + i * 10L;
            all.add(process("ant-queen", p, "cron").line("/usr/sbin/CRON -f").get());
            all.add(
                    process("ant-queen", p + 1, "nightly")
                            .parent(p)
                            .line("/bin/sh /usr/local/sbin/nightly")
                            .get());
            all.add(process("ant-queen", p + 2, "ansible-playboo").parent(p + 1).get());
            all.add(process("ant-queen", p + 3, "ansible-playboo").parent(p + 2).get());
            all.add(
                    process("ant-queen", p + 4, "ssh")
                            .parent(p + 3)
                            .line("ssh -C -o ControlPath=/x -tt builder31 /bin/sh -c true")
                            .get());
        }
        all.add(
                process("ant-queen", 90, "ssh")
                        .line("ssh: /home/deploy/.ansible/cp/0123456789 [mux]")
                        .get());
        return all;
    }

    private static RemoteProcess df(long pid) {
        return process("builder31", pid, "df").in("request_wait_answer").on("/mnt/build").get();
    }

    private static HostObservation sample(List<RemoteProcess> processes, List<Mount> mounts) {
        return probed(BUILDER, NOW, processes, mounts);
    }

    private static HostObservation later(
            Duration by, List<RemoteProcess> processes, List<Mount> mounts) {
        return probed(BUILDER, NOW.plus(by), processes, mounts);
    }

    private static FleetSnapshot empty(Host... hosts) {
        return FleetSnapshot.empty(fleet(List.of(), List.of(hosts)), NOW);
    }

    private static List<Finding> after(HostObservation... seen) {
        var fold = new Fold(empty(BUILDER));
        Arrays.asList(seen).forEach(fold::add);
        return Rules.evaluate(fold.at(seen[seen.length - 1].observedAt()));
    }

    private static Finding only(List<Finding> found) {
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Finding first(List<Finding> found) {
        assertThat(found).isNotEmpty();
        return found.getFirst();
    }
}
