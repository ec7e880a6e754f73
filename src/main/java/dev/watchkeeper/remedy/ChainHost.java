package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.finding.cause.CauseGraph;
import dev.watchkeeper.finding.cause.CauseNode.Mounted;
import dev.watchkeeper.finding.cause.CauseNode.Role;
import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Mount.Answer;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is to be done on one host that stuck runs wait for: its mounts first, the gentlest way that
/// frees them, then what is left over.
final class ChainHost {
    private final Host host;
    private final Report report;
    private final List<Mounted> mounts;
    private final List<RemoteProcess> tasks;
    private final JobLeftovers jobs;

    /// @param graph of links that are proven or inferred
    /// @param others processes that another step ends
    ChainHost(Host host, Report report, CauseGraph graph, Set<RemoteProcess> others) {
        this.host = host;
        this.report = report;
        jobs = JobLeftovers.on(host, report);
        mounts =
                graph.nodes().stream()
                        .filter(n -> n instanceof Mounted m && m.host().equals(host.name()))
                        .map(Mounted.class::cast)
                        .toList();
        tasks =
                graph.nodes().stream()
                        .filter(n -> n instanceof Running r && isTask(r))
                        .map(n -> ((Running) n).process())
                        .filter(p -> !others.contains(p))
                        .distinct()
                        .toList();
    }

    private boolean isTask(Running r) {
        return r.host().equals(host.name()) && r.role() == Role.PROCESS;
    }

    /// The mounts that are in the way, as they are named in the question.
    Stream<String> places() {
        return mounts.stream().map(m -> steps(m).point() + " on " + host.name());
    }

    /// What is not touched because it could not be read, a sentence each.
    Stream<String> unknown() {
        return mounts.stream()
                .map(this::steps)
                .filter(m -> m.mount().isFuse() && m.server(report).isEmpty())
                .map(m ->
                        "Not part of this: what serves %s on %s, which only root could see; it may stay."
                                .formatted(m.point(), host.name()));
    }

    boolean isBlocked() {
        return !mounts.isEmpty() || !tasks.isEmpty();
    }

    /// Frees the mounts; without one, ends what is stuck.
    List<RemedyStep> causes() {
        return mounts.isEmpty()
                ? end(tasks, "what the runs started there, and is stuck")
                : mounts.stream().flatMap(m -> free(m).stream()).toList();
    }

    /// Ends what is still there of the runs, of file systems that serve nothing now, and of jobs.
    List<RemedyStep> leftOvers() {
        var all = new ArrayList<RemedyStep>();
        if (!mounts.isEmpty()) {
            all.addAll(end(tasks, "what the runs started there, unless it has ended by itself"));
        }
        List<MountSteps> freed = mounts.stream().map(this::steps).toList();
        all.addAll(jobs.steps(freed));
        // Without its connection a server of FUSE serves nothing; many end by themselves then.
        freed.stream()
                .filter(m -> !jobs.claims(m))
                .flatMap(m -> m.servedOnly(report).stream())
                .forEach(all::add);
        return all;
    }

    /// What the tasks that are ended have put on the disk.
    Optional<AnsibleFolders> folders() {
        return AnsibleFolders.ofTasks(host, tasks);
    }

    private List<RemedyStep> free(Mounted node) {
        MountSteps mount = steps(node);
        boolean forced = mount.isSafe();
        var all = new ArrayList<RemedyStep>();
        mount.stoppedServer(report)
                .ifPresent(server ->
                        all.add(
                                mount.continueServer(server)
                                        .named(
                                                "Continue %s, which is stopped, and see whether %s answers then"
                                                        .formatted(
                                                                SignalPlans.named(List.of(server)),
                                                                mount.point()))
                                        .checked(new StepCheck.Answers(mount.place(), forced))));
        if (!forced) {
            return all;
        }
        List<RemoteProcess> waiting = waiting(mount.mount());
        mount.abort(FindingKind.MOUNT_SILENT)
                .map(a ->
                        a.named(
                                        "Abort FUSE connection %d of %s, unless it answers"
                                                .formatted(
                                                        mount.mount().fuseConnection().orElse(0),
                                                        mount.point()))
                                .checked(new StepCheck.Released(mount.place(), waiting)))
                .ifPresent(all::add);
        all.add(unmount(mount, waiting));
        sameFileSystem(mount).forEach(m -> all.add(unmount(m, List.of())));
        return all;
    }

    private static RemedyStep unmount(MountSteps mount, List<RemoteProcess> waiting) {
        return mount.unmount()
                .named(
                        "Unmount %s by force, and detach it if it is still there then, unless it answers"
                                .formatted(mount.point()))
                .checked(new StepCheck.Unmounted(mount.place(), waiting));
    }

    private List<RemedyStep> end(List<RemoteProcess> processes, String what) {
        return processes.isEmpty()
                ? List.of()
                : List.of(
                        SignalPlans.step(host, processes)
                                .named(
                                        "End %s: %s (TERM, and after 5 s KILL)"
                                                .formatted(SignalPlans.named(processes), what))
                                .checked(new StepCheck.Ended(processes)));
    }

    private List<RemoteProcess> waiting(Mount mount) {
        return report.findings().stream()
                .filter(f -> f instanceof MountFinding m && isOf(m, mount))
                .flatMap(f -> ((MountFinding) f).waiting().stream())
                .toList();
    }

    private boolean isOf(MountFinding finding, Mount mount) {
        return finding.host().name().equals(host.name())
                && finding.mount().device().equals(mount.device());
    }

    private List<MountSteps> sameFileSystem(MountSteps mount) {
        return snapshot().stream()
                .flatMap(s -> s.mounts().stream())
                .filter(m -> m.device().equals(mount.mount().device()))
                .filter(m -> !m.mountPoint().equals(mount.mount().mountPoint()))
                .filter(m -> m.answer() instanceof Answer.Silent)
                .map(m -> new MountSteps(host, mount.bootId(), m))
                .filter(MountSteps::isSafe)
                .toList();
    }

    /// The keys of the findings that the steps end, or would bring about if they went wrong.
    Set<FindingKey> addressed() {
        Set<FindingKey> all = jobs.addressed();
        mounts.forEach(m -> all.add(steps(m).faulty()));
        report.findings().stream()
                .filter(f ->
                        f instanceof MountFinding m
                                && mounts.stream().anyMatch(n -> isOf(m, n.mount())))
                .forEach(f -> all.add(f.key()));
        return all;
    }

    private MountSteps steps(Mounted node) {
        return new MountSteps(host, node.bootId(), node.mount());
    }

    private Optional<HostSnapshot> snapshot() {
        return Optional.ofNullable(report.snapshot().hosts().get(host.name()))
                .flatMap(HostState::lastProbed)
                .map(Probed::snapshot);
    }
}
