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
import java.util.Arrays;
import java.util.List;

final class HostAndProcessRulesTest {
    private static final Host BUILDER = builderHost("builder31", "etcd", "glusterfsd-long-name");
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
