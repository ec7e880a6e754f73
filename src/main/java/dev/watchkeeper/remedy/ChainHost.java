package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.finding.Finding.ProcessFinding;
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
import dev.watchkeeper.remedy.StepCheck.MountPlace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is to be done on one host that stuck runs wait for: its mounts first, the gentlest way that
/// frees them, then what is left over.
final class ChainHost {
    private final Host host;
    private final Report report;
    private final List<Mounted> mounts;
    private final List<RemoteProcess> tasks;

    /// @param graph of links that are proven or inferred
    /// @param others processes that another step ends
    ChainHost(Host host, Report report, CauseGraph graph, Set<RemoteProcess> others) {
        this.host = host;
        this.report = report;
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
        mounts.forEach(m -> all.addAll(server(m)));
        all.addAll(end(jobs(), "what jobs left over"));
        deadMounts().forEach(m -> all.add(unmount(m, List.of())));
        return all;
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
                                        .checked(new StepCheck.Answers(place(mount), forced))));
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
                                .checked(new StepCheck.Released(place(mount), waiting)))
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
                .checked(new StepCheck.Unmounted(place(mount), waiting));
    }

    /// Without its connection a server of FUSE serves nothing; many end by themselves then.
    private List<RemedyStep> server(Mounted node) {
        MountSteps mount = steps(node);
        return mount.server(report).stream()
                .filter(_ -> mount.isSafe() && !servesMore(mount.mount()))
                .filter(p -> !jobs().contains(p))
                .map(p ->
                        SignalPlans.step(host, List.of(p))
                                .named(
                                        "End %s unless %s answers: it serves nothing else"
                                                .formatted(
                                                        SignalPlans.named(List.of(p)),
                                                        mount.point()))
                                .checked(new StepCheck.ServerEnded(p, place(mount))))
                .toList();
    }

    private boolean servesMore(Mount mount) {
        return snapshot().stream()
                .flatMap(s -> s.mounts().stream())
                .anyMatch(m ->
                        m.serverPid().equals(mount.serverPid())
                                && !m.device().equals(mount.device()));
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

    /// What must not outlive a job, and did.
    private List<RemoteProcess> jobs() {
        return leftovers().flatMap(f -> f.processes().stream()).distinct().toList();
    }

    private Stream<ProcessFinding> leftovers() {
        return report.findings().stream()
                .filter(f -> f.kind() == FindingKind.PROCESS_LEFTOVER)
                .filter(ProcessFinding.class::isInstance)
                .map(ProcessFinding.class::cast)
                .filter(f -> f.host().name().equals(host.name()));
    }

    /// FUSE mounts whose server is gone, in the folders of the jobs that left processes over.
    private List<MountSteps> deadMounts() {
        var folders = new JobFolders(jobs());
        return deadFindings()
                .filter(f -> folders.contain(f.mount().mountPoint()))
                .map(f -> new MountSteps(host, f.bootId(), f.mount()))
                .filter(MountSteps::isSafe)
                .toList();
    }

    private Stream<MountFinding> deadFindings() {
        return report.findings().stream()
                .filter(f -> f.kind() == FindingKind.MOUNT_FAULTY)
                .filter(MountFinding.class::isInstance)
                .map(MountFinding.class::cast)
                .filter(f -> f.host().name().equals(host.name()) && f.mount().isFuse());
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

    /// The findings that the steps end.
    Set<Finding> addressed() {
        var all = new LinkedHashSet<Finding>();
        leftovers().forEach(all::add);
        Set<String> dead =
                deadMounts().stream().map(m -> m.mount().mountPoint()).collect(Collectors.toSet());
        deadFindings().filter(f -> dead.contains(f.mount().mountPoint())).forEach(all::add);
        report.findings().stream()
                .filter(f ->
                        f instanceof MountFinding m
                                && mounts.stream().anyMatch(n -> isOf(m, n.mount())))
                .forEach(all::add);
        return all;
    }

    private MountSteps steps(Mounted node) {
        return new MountSteps(host, node.bootId(), node.mount());
    }

    private static MountPlace place(MountSteps mount) {
        return new MountPlace(mount.mount().mountPoint(), mount.mount().device());
    }

    private Optional<HostSnapshot> snapshot() {
        return Optional.ofNullable(report.snapshot().hosts().get(host.name()))
                .flatMap(HostState::lastProbed)
                .map(Probed::snapshot);
    }
}
