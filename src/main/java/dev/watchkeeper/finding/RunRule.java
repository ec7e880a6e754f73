package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.automation.Runs;
import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.cause.CauseGraph;
import dev.watchkeeper.finding.cause.CauseGraphs;
import dev.watchkeeper.finding.cause.CauseNode;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs on one host that wait for others: one finding a host, with what stands in the way at its
/// roots. What belongs to it, the silent mounts and the pile-ups, is grouped under it.
///
/// A run is stuck when every ssh of it has waited for longer than `stuckAfter` for something that
/// is known to be blocked. One of whose ssh only some wait still works, and is left alone. One of
/// which it could not be told has a finding of its own, under the mount that it may wait for.
final class RunRule {
    private final Scene scene;

    RunRule(Scene scene) {
        this.scene = scene;
    }

    /// Adds the findings of stuck runs, and groups others under them.
    List<Finding> group(List<Finding> found) {
        Map<String, List<Run>> runs = runs();
        if (runs.isEmpty()) {
            return found;
        }
        var blocked = new BlockedHosts(scene);
        CauseGraph graph = CauseGraphs.of(blocked.all(), runs);
        var all = new ArrayList<Finding>(found);
        runs.forEach((host, its) ->
                scene.fleet()
                        .host(host)
                        .ifPresent(h -> findings(h, its, graph, found).forEach(f -> add(f, all))));
        return all;
    }

    private Map<String, List<Run>> runs() {
        var runs = new LinkedHashMap<String, List<Run>>();
        Probe.each(
                scene,
                probe -> {
                    List<Run> its = Runs.of(probe.snapshot());
                    if (!its.isEmpty()) {
                        runs.put(probe.host().name(), its);
                    }
                    return List.of();
                });
        return runs;
    }

    private List<Finding> findings(
            Host host, List<Run> runs, CauseGraph graph, List<Finding> found) {
        List<Run> stuck = blocked(host, runs, graph, Certainty.INFERRED);
        List<Run> uncertain = new ArrayList<>(blocked(host, runs, graph, Certainty.UNKNOWN));
        uncertain.removeAll(stuck);
        if (stuck.isEmpty() && uncertain.isEmpty()) {
            return List.of();
        }
        Probe probe =
                scene.stateOf(host)
                        .flatMap(s -> s.lastProbed().map(p -> new Probe(scene, host, s, p)))
                        .orElseThrow();
        var all = new ArrayList<Finding>();
        if (!stuck.isEmpty()) {
            CauseGraph graphOf = new DueRenewals(probe, stuck, found).above(of(host, stuck, graph));
            all.add(new StuckRuns(probe, stuck, masters(stuck, runs), graphOf).finding());
        }
        if (!uncertain.isEmpty()) {
            CauseGraph graphOf = of(host, uncertain, graph);
            all.add(
                    new StuckRuns(probe, uncertain, List.of(), graphOf)
                            .uncertain(mount(graphOf, found)));
        }
        return all;
    }

    private static CauseGraph of(Host host, List<Run> runs, CauseGraph graph) {
        return graph.reachable(runs.stream().map(r -> CauseGraphs.node(host, r)).toList());
    }

    /// The silent mount that runs may wait for.
    private static Optional<FindingKey> mount(CauseGraph graph, List<Finding> found) {
        return found.stream()
                .filter(f -> f instanceof MountFinding m && graph.contains(node(m)))
                .map(Finding::key)
                .findFirst();
    }

    private static CauseNode node(MountFinding m) {
        return new CauseNode.Mounted(m.host().name(), m.bootId(), m.mount());
    }

    /// The runs all of whose ssh are blocked, as far as links of at least some certainty tell.
    private List<Run> blocked(Host host, List<Run> runs, CauseGraph graph, Certainty least) {
        return runs.stream()
                .filter(r -> !r.lanes().isEmpty())
                .filter(r -> r.lanes().stream().allMatch(l -> isBlocked(host, l, graph, least)))
                .toList();
    }

    private boolean isBlocked(Host host, Lane lane, CauseGraph graph, Certainty least) {
        CauseNode ssh = CauseGraphs.node(host, lane);
        return lane.ssh().age().compareTo(scene.hostThresholds().stuckAfter()) >= 0
                && graph.roots(ssh, least).stream().anyMatch(BlockedHosts::isRoot);
    }

    /// A master that another run uses is not theirs alone.
    private static List<RemoteProcess> masters(List<Run> stuck, List<Run> all) {
        Set<ProcessKey> used =
                all.stream()
                        .filter(r -> !stuck.contains(r))
                        .flatMap(r -> r.lanes().stream())
                        .flatMap(l -> l.master().stream())
                        .map(RemoteProcess::key)
                        .collect(Collectors.toSet());
        return stuck.stream()
                .flatMap(r -> r.lanes().stream())
                .flatMap(l -> l.master().stream())
                .filter(m -> !used.contains(m.key()))
                .distinct()
                .toList();
    }

    /// Puts a finding in, with those under it that it explains.
    private static void add(Finding finding, List<Finding> all) {
        if (finding instanceof RunFinding run && run.kind() == FindingKind.RUN_STUCK) {
            Set<ProcessKey> explained = explained(run);
            all.removeIf(f -> saysTheSame(f, run, explained));
            all.replaceAll(f ->
                    belongs(f, run, explained)
                            ? f.causedBy(run.key())
                            : DueRenewals.explained(f, run));
        }
        all.add(finding);
    }

    /// A pile-up of these very runs; it would hold those that work, too.
    private static boolean saysTheSame(Finding f, RunFinding run, Set<ProcessKey> explained) {
        return f instanceof ProcessFinding p
                && p.kind() == FindingKind.PROCESS_PILE_UP
                && p.host().equals(run.host())
                && mostly(p, explained);
    }

    /// Starts that did not come where runs are stuck, and hosts that do not answer.
    private static boolean belongs(Finding.HostFinding f, RunFinding run) {
        return switch (f.kind()) {
            case SCHEDULE_MISSED -> f.host().equals(run.host());
            case SCHEDULE_FAILED,
                    RENEWAL_BLOCKED,
                    RENEWAL_UNSCHEDULED,
                    RENEWAL_FAILING,
                    RENEWAL_SILENT,
                    RENEWAL_OFF,
                    RENEWAL_NOT_DEPLOYED,
                    PREVENTION ->
                    false;
            default -> run.graph().contains(new CauseNode.Machine(f.host(), ""));
        };
    }

    private static boolean belongs(Finding f, RunFinding run, Set<ProcessKey> explained) {
        if (f.statement().cause().isPresent()) {
            return false;
        }
        return switch (f) {
            case MountFinding m -> run.graph().contains(node(m));
            case Finding.HostFinding h -> belongs(h, run);
            case ProcessFinding p -> mostly(p, explained);
            case RunFinding _,
                    Finding.EndpointFinding _,
                    Finding.SupervisionFinding _,
                    Finding.ConsoleFinding _ ->
                    false;
        };
    }

    /// Processes of the runs themselves, and those that they started elsewhere.
    private static Set<ProcessKey> explained(RunFinding run) {
        var keys = new HashSet<ProcessKey>();
        run.processes().forEach(p -> keys.add(p.key()));
        for (CauseNode node : run.graph().nodes()) {
            if (node instanceof CauseNode.Running r) {
                keys.add(r.key());
            }
        }
        return keys;
    }

    private static boolean mostly(ProcessFinding f, Set<ProcessKey> explained) {
        long shared = f.processes().stream().filter(p -> explained.contains(p.key())).count();
        return shared * 2 >= f.processes().size();
    }
}
