package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.cause.CauseEdge;
import dev.watchkeeper.finding.cause.CauseGraph;
import dev.watchkeeper.finding.cause.CauseGraphs;
import dev.watchkeeper.finding.cause.CauseNode;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.finding.cause.Chain;
import dev.watchkeeper.finding.cause.ChainText;
import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The finding of the stuck runs of one host.
///
/// @param graph what they wait for, and the certificates that may wait for them
record StuckRuns(Probe probe, List<Run> runs, List<RemoteProcess> masters, CauseGraph graph) {
    Finding finding() {
        return finding(
                new Draft(FindingKind.RUN_STUCK, probe.host().name(), Severity.CRITICAL)
                        .title(title(""))
                        .impact(
                                "No run that starts now gets past them, and what they were to do,"
                                        + " renewals among it, is not done."));
    }

    /// The finding of runs of which it could not be told.
    ///
    /// @param mount that they may wait for, where there is one
    Finding uncertain(Optional<FindingKey> mount) {
        return finding(
                new Draft(FindingKind.RUN_UNCERTAIN, probe.host().name(), Severity.UNKNOWN)
                        .title(title(" may be stuck"))
                        .impact(
                                "Whether they wait for it could not be read there; root could, by"
                                    + " the rule that `watchkeeper sudoers HOST` prints. They are"
                                    + " not offered to be ended.")
                        .cause(mount));
    }

    private Finding finding(Draft draft) {
        var evidence = new ArrayList<Evidence>();
        evidence.add(probe.evidence("chain of causes", chains()));
        evidence.add(probe.evidence("hosts that they wait for", lanes()));
        evidence.add(probe.evidence("the runs", runLines()));
        evidence.add(probe.evidence("the processes", ProcessLines.of(processes())));
        return new RunFinding(
                draft.on(evidence), probe.host(), runs, masters, graph, representatives());
    }

    private List<RemoteProcess> processes() {
        var all = new LinkedHashSet<RemoteProcess>();
        runs.forEach(r -> all.addAll(r.processes()));
        all.addAll(masters);
        return List.copyOf(all);
    }

    /// `70 processes of 7 runs on ant-queen ← builder1:/mnt/x does not answer ← glusterfs pid 4711
    /// (stopped)`.
    private String title(String uncertain) {
        String names = Texts.list(runs.stream().map(Run::name).distinct().toList());
        String what =
                "%s of %s of %s on %s%s, the oldest for %s"
                        .formatted(
                                Texts.count(processes().size(), "process", "processes"),
                                Texts.count(runs.size(), "run", "runs"),
                                Served.shown(names),
                                probe.host().name(),
                                uncertain,
                                Ages.of(runs.getFirst().age()));
        Set<String> causes = new LinkedHashSet<>();
        representatives().forEach(c -> causes.add(ChainText.cause(c.links())));
        List<String> shown = causes.stream().limit(3).toList();
        String more = causes.size() > 3 ? "; " + (causes.size() - 3) + " more causes" : "";
        return what + " ← " + String.join("; ", shown) + more;
    }

    /// One chain of each ssh, by the node in which it ends.
    private Map<String, List<List<CauseEdge>>> chainsByRoot() {
        var chains = new LinkedHashMap<String, List<List<CauseEdge>>>();
        for (Run run : runs) {
            for (Lane lane : run.lanes()) {
                List<CauseEdge> chain = chain(run, lane);
                if (!chain.isEmpty()) {
                    chains.computeIfAbsent(chain.getLast().to().id(), _ -> new ArrayList<>())
                            .add(chain);
                }
            }
        }
        return chains;
    }

    private List<CauseEdge> chain(Run run, Lane lane) {
        var chain = new ArrayList<CauseEdge>();
        CauseNode at = CauseGraphs.node(probe.host(), run);
        CauseNode ssh = CauseGraphs.node(probe.host(), lane);
        // The way inside the run goes to this ssh, not to whichever comes first.
        for (int depth = 0; depth < 3 && !at.id().equals(ssh.id()); depth++) {
            CauseEdge next = towards(at, ssh, lane);
            chain.add(next);
            at = next.to();
        }
        chain.addAll(graph.chain(ssh));
        return chain;
    }

    private CauseEdge towards(CauseNode at, CauseNode ssh, Lane lane) {
        return lane.worker()
                .map(w -> new CauseNode.Running(probe.host().name(), CauseNode.Role.WORKER, w))
                .flatMap(worker -> graph.between(at, worker))
                .or(() -> graph.between(at, ssh))
                .orElseThrow(() -> new IllegalStateException("a run without a way to its ssh"));
    }

    private List<Chain> representatives() {
        return chainsByRoot().values().stream()
                .map(like -> new Chain(withWhatIsDue(like.getFirst()), like.size() - 1))
                .toList();
    }

    /// The same chain from a certificate on, where one is known to wait for its run.
    private List<CauseEdge> withWhatIsDue(List<CauseEdge> chain) {
        for (CauseEdge due : graph.edges()) {
            if (due.from() instanceof CauseNode.Certificate) {
                Optional<CauseEdge> waits =
                        graph.between(due.to(), chain.getFirst().from())
                                .filter(e -> e.certainty() != Certainty.UNKNOWN);
                if (waits.isPresent()) {
                    return Stream.concat(Stream.of(due, waits.get()), chain.stream()).toList();
                }
            }
        }
        return chain;
    }

    private String chains() {
        return representatives().stream().map(ChainText::of).collect(Collectors.joining("\n\n"));
    }

    private String lanes() {
        var byHost = new LinkedHashMap<String, List<Lane>>();
        runs.forEach(r ->
                r.lanes()
                        .forEach(l ->
                                byHost.computeIfAbsent(l.destination(), _ -> new ArrayList<>())
                                        .add(l)));
        return byHost.entrySet().stream()
                .map(e ->
                        "%s: %s, the longest for %s"
                                .formatted(
                                        Served.shown(e.getKey()),
                                        Texts.count(e.getValue().size(), "ssh", "ssh"),
                                        ProcessLines.oldest(
                                                e.getValue().stream().map(Lane::ssh).toList())))
                .collect(Collectors.joining("\n"));
    }

    private String runLines() {
        return Texts.lines(
                runs.stream()
                        .map(r ->
                                "%s pid %d, started %s ago, %s, waits for %s"
                                        .formatted(
                                                Served.shown(r.name()),
                                                r.key().pid(),
                                                Ages.of(r.age()),
                                                Texts.count(
                                                        r.processes().size(),
                                                        "process",
                                                        "processes"),
                                                Served.shown(
                                                        Texts.list(
                                                                r.lanes().stream()
                                                                        .map(Lane::destination)
                                                                        .distinct()
                                                                        .toList()))))
                        .toList());
    }
}
