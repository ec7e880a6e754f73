package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Mount.Answer;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What jobs that have ended left over on one host: the processes that are named for it, the rest
/// of their process groups, and file systems in user space that serve nothing without them.
///
/// A group is taken as a whole when nobody is left who leads it, or its leader is left over too.
/// With another leader a job may be under way, and only what is named is taken.
final class JobLeftovers {
    private final Host host;
    private final Optional<HostSnapshot> snapshot;
    private final Report report;
    private final Set<RemoteProcess> processes;
    private final Set<Long> groups;

    private JobLeftovers(Host host, Report report, List<RemoteProcess> named) {
        this.host = host;
        this.report = report;
        snapshot =
                Optional.ofNullable(report.snapshot().hosts().get(host.name()))
                        .flatMap(HostState::lastProbed)
                        .map(Probed::snapshot);
        Set<Long> whole =
                named.stream()
                        .map(RemoteProcess::group)
                        .filter(g -> g > 1 && isLeaderless(g, named))
                        .collect(Collectors.toSet());
        var all = new LinkedHashSet<>(named);
        running().stream().filter(p -> whole.contains(p.group())).forEach(all::add);
        // A list too long for one script is not known to be whole when its first part is acted on.
        boolean tooMany = all.size() > Commands.MAX_TARGETS;
        processes = tooMany ? new LinkedHashSet<>(named) : all;
        groups = tooMany ? Set.of() : whole;
    }

    /// All that is left over on a host.
    static JobLeftovers on(Host host, Report report) {
        return new JobLeftovers(
                host,
                report,
                findings(host, report).stream()
                        .flatMap(f -> f.processes().stream())
                        .distinct()
                        .toList());
    }

    /// What belongs to the processes of one finding.
    static JobLeftovers of(ProcessFinding finding, Report report) {
        return new JobLeftovers(finding.host(), report, finding.processes());
    }

    private static List<ProcessFinding> findings(Host host, Report report) {
        return report.findings().stream()
                .filter(f -> f.kind() == FindingKind.PROCESS_LEFTOVER)
                .filter(ProcessFinding.class::isInstance)
                .map(ProcessFinding.class::cast)
                .filter(f -> f.host().name().equals(host.name()))
                .toList();
    }

    private List<RemoteProcess> running() {
        return snapshot.map(HostSnapshot::processes).orElse(List.of()).stream()
                .filter(p -> !CheckJudge.hasEnded(p))
                .toList();
    }

    private boolean isLeaderless(long group, List<RemoteProcess> named) {
        return running().stream()
                .filter(p -> p.key().pid() == group && p.group() == group)
                .allMatch(leader -> named.stream().anyMatch(n -> n.key().equals(leader.key())));
    }

    List<RemoteProcess> processes() {
        return List.copyOf(processes);
    }

    /// Ends the processes, unmounts what is dead then, and ends who served that.
    ///
    /// @param freed mounts that did not answer and were freed before; those of the jobs may be dead
    ///   without what the jobs left over
    List<RemedyStep> steps(List<MountSteps> freed) {
        var all = new ArrayList<RemedyStep>();
        if (!processes.isEmpty()) {
            all.add(end());
        }
        List<MountSteps> mounts =
                Stream.concat(freed.stream().filter(this::claims), mounts().stream())
                        .distinct()
                        .toList();
        mounts.forEach(m -> all.add(m.unmountDead()));
        mounts.stream()
                .filter(m -> m.server(report).filter(processes::contains).isEmpty())
                .flatMap(m -> m.servedOnly(report).stream())
                .forEach(all::add);
        return all;
    }

    /// Whether a mount is of these jobs.
    boolean claims(MountSteps mount) {
        return mount.isSafe()
                && (serve(mount.mount())
                        || new JobFolders(processes()).contain(mount.mount().mountPoint()));
    }

    private boolean serve(Mount mount) {
        return mount.serverPid().stream()
                .anyMatch(pid -> processes.stream().anyMatch(p -> p.key().pid() == pid));
    }

    private RemedyStep end() {
        List<RemoteProcess> list = processes();
        return SignalPlans.step(host, list, groups)
                .named(
                        "End %s: what jobs left over%s (TERM, and after 5 s KILL)"
                                .formatted(
                                        SignalPlans.named(list),
                                        groups.isEmpty()
                                                ? ""
                                                : ", as whole process groups: refused where one has"
                                                        + " another member by then"))
                .checked(new StepCheck.Ended(list, groups));
    }

    /// Mounts of FUSE that these processes serve, or that are in the folders of their jobs and are
    /// dead or may be so without them. One that does not answer is no leftover but a hang.
    List<MountSteps> mounts() {
        if (processes.isEmpty() || snapshot.isEmpty()) {
            return List.of();
        }
        return snapshot.get().mounts().stream()
                .filter(m -> m.isFuse() && (serve(m) || !(m.answer() instanceof Answer.Silent)))
                .map(m -> new MountSteps(host, snapshot.get().bootId(), m))
                .filter(this::claims)
                .toList();
    }

    /// The keys of the findings that the steps end, or would bring about if they went wrong.
    Set<FindingKey> addressed() {
        var keys = new HashSet<FindingKey>();
        findings(host, report).stream()
                .filter(f -> processes.containsAll(f.processes()))
                .map(Finding::key)
                .forEach(keys::add);
        mounts().forEach(m -> keys.add(m.faulty()));
        return keys;
    }
}
