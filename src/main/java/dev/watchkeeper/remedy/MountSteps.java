package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;
import dev.watchkeeper.remedy.RemedyStep.Action.Unmount.Which;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The steps that free one mount.
///
/// @param bootId the boot in which it was seen
record MountSteps(Host host, String bootId, Mount mount) {
    private static final Duration QUICK = Duration.ofSeconds(15);
    private static final Duration UNMOUNT = Duration.ofSeconds(25);

    boolean isSafe() {
        return SafePath.isSafe(mount.mountPoint());
    }

    String point() {
        return VisibleText.capped(mount.mountPoint(), 120);
    }

    /// The process that serves it, as it was seen last.
    Optional<RemoteProcess> server(Report report) {
        if (mount.serverPid().isEmpty()) {
            return Optional.empty();
        }
        long pid = mount.serverPid().getAsLong();
        return snapshot(report).flatMap(s -> s.process(pid));
    }

    private Optional<HostSnapshot> snapshot(Report report) {
        return Optional.ofNullable(report.snapshot().hosts().get(host.name()))
                .flatMap(HostState::lastProbed)
                .map(Probed::snapshot);
    }

    Optional<RemoteProcess> stoppedServer(Report report) {
        return server(report).filter(p -> p.state() == 'T');
    }

    RemedyStep continueServer(RemoteProcess server) {
        var login = new Login(host);
        return new RemedyStep(
                host.name(),
                login.shown(),
                "Continue " + SignalPlans.named(List.of(server)) + ", which is stopped",
                List.of(login.over(server, "kill", "-CONT", String.valueOf(server.key().pid()))),
                QUICK,
                new Action.Continue(server));
    }

    /// Empty where it is no FUSE mount, or nobody waits on it.
    Optional<RemedyStep> abort(FindingKind kind) {
        if (mount.fuseConnection().isEmpty() || kind != FindingKind.MOUNT_SILENT) {
            return Optional.empty();
        }
        int connection = mount.fuseConnection().getAsInt();
        var login = new Login(host);
        return Optional.of(
                new RemedyStep(
                        host.name(),
                        login.shown(),
                        "Write 1 to the abort file of FUSE connection %d, which frees whoever waits on it"
                                .formatted(connection),
                        List.of(
                                login.asRoot(
                                        "tee",
                                        "/sys/fs/fuse/connections/" + connection + "/abort")),
                        QUICK,
                        new Action.AbortFuse(connection, mount.mountPoint(), bootId)));
    }

    RemedyStep unmount() {
        var login = new Login(host);
        return new RemedyStep(
                host.name(),
                login.shown(),
                "Unmount by force, and if it is still there then, detach it",
                List.of(
                        login.asRoot("umount", "-f", mount.mountPoint()),
                        login.asRoot("umount", "-l", mount.mountPoint())),
                UNMOUNT,
                new Action.Unmount(
                        mount.mountPoint(), mount.device(), Which.UNLESS_IT_ANSWERS, bootId));
    }

    /// Unmounts what answers with an error by then.
    RemedyStep unmountDead() {
        return unmount()
                .named("Unmount %s if it is dead then: answers with an error".formatted(point()))
                .doing(
                        new Action.Unmount(
                                mount.mountPoint(), mount.device(), Which.ONLY_WHEN_DEAD, bootId))
                .checked(new StepCheck.Unmounted(place(), List.of()));
    }

    /// Ends who serves this mount and nothing else, unless it answers.
    Optional<RemedyStep> servedOnly(Report report) {
        return server(report)
                .filter(_ -> isSafe() && !servesMore(report))
                .map(p ->
                        SignalPlans.step(host, List.of(p))
                                .named(
                                        "End %s unless %s answers: it serves nothing else"
                                                .formatted(SignalPlans.named(List.of(p)), point()))
                                .checked(new StepCheck.ServerEnded(p, place())));
    }

    private boolean servesMore(Report report) {
        return snapshot(report).stream()
                .flatMap(s -> s.mounts().stream())
                .anyMatch(m ->
                        m.serverPid().equals(mount.serverPid())
                                && !m.device().equals(mount.device()));
    }

    StepCheck.MountPlace place() {
        return new StepCheck.MountPlace(mount.mountPoint(), mount.device());
    }

    /// The key of the finding that it answers with an error.
    FindingKey faulty() {
        return faulty(host.name(), mount.mountPoint());
    }

    static FindingKey faulty(String host, String mountPoint) {
        return FindingKey.of(FindingKind.MOUNT_FAULTY, host + ":" + mountPoint);
    }
}
