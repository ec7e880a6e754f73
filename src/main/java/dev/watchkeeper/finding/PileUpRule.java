package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// More processes of one name than usual.
///
/// What counts is runs: a process whose parent has the same name is a worker of one. Of names
/// without a limit of their own only those older than `stuckAfter` count, so that a compiler's
/// burst is none. The finding holds the runs whole, from the script around each down to its last
/// child, and ssh's connection masters of Ansible: ending only the named process would orphan the
/// rest.
final class PileUpRule {
    List<Finding> findings(Scene scene) {
        return Probe.each(scene, PileUpRule::of);
    }

    private static List<Finding> of(Probe probe) {
        var tree = new ProcessTree(probe.snapshot());
        List<PileUp> pileUps =
                byName(probe, tree).entrySet().stream()
                        .filter(e -> e.getValue().size() > probe.thresholds().pileUpOf(e.getKey()))
                        .map(e -> PileUp.of(e.getKey(), e.getValue(), tree))
                        .sorted(Comparator.comparingInt((PileUp p) -> -p.processes().size()))
                        .toList();
        var found = new ArrayList<Finding>();
        var seen = new HashSet<Long>();
        for (PileUp pileUp : pileUps) {
            long others =
                    pileUp.roots().stream().filter(r -> !seen.contains(r.key().pid())).count();
            if (others > probe.thresholds().pileUpOf(pileUp.name())) {
                found.add(finding(probe, pileUp));
                pileUp.processes().forEach(p -> seen.add(p.key().pid()));
            }
        }
        return found;
    }

    private static Map<String, List<RemoteProcess>> byName(Probe probe, ProcessTree tree) {
        Set<Long> ours = Suspects.askers(probe.snapshot());
        var byName = new LinkedHashMap<String, List<RemoteProcess>>();
        for (RemoteProcess p : probe.snapshot().processes()) {
            boolean old = p.age().compareTo(probe.thresholds().stuckAfter()) >= 0;
            boolean counts = fullName(probe, p.command()).isPresent() || old;
            boolean ignored = Suspects.isKernelThread(p) || ours.contains(p.key().pid());
            if (counts && !ignored && !tree.isWorker(p)) {
                byName.computeIfAbsent(p.command(), _ -> new ArrayList<>()).add(p);
            }
        }
        return byName;
    }

    /// The name in the thresholds that `comm` was cut from.
    private static Optional<String> fullName(Probe probe, String comm) {
        return probe.thresholds().pileUpByName().keySet().stream()
                .filter(n -> n.equals(comm) || (comm.length() == 15 && n.startsWith(comm)))
                .findFirst();
    }

    private static Finding finding(Probe probe, PileUp pileUp) {
        String host = probe.host().name();
        String name = fullName(probe, pileUp.name()).orElse(Served.shown(pileUp.name()));
        int runs = pileUp.roots().size();
        int all = pileUp.processes().size();
        String what =
                all == runs
                        ? runs + " " + name + " have piled up"
                        : "%d processes of %d runs of %s have piled up".formatted(all, runs, name);
        int usual = probe.thresholds().pileUpOf(pileUp.name());
        var draft =
                new Draft(FindingKind.PROCESS_PILE_UP, host + ":" + name, Severity.HIGH)
                        .title(
                                "%s: %s, the oldest for %s"
                                        .formatted(host, what, ProcessLines.oldest(pileUp.roots())))
                        .impact(
                                "Each new run waits behind them; more than %d is unusual."
                                        .formatted(usual));
        var evidence =
                List.of(
                        probe.evidence(
                                "count, age and wait channels",
                                ProcessLines.summary(pileUp.processes())),
                        probe.evidence("the processes", ProcessLines.of(pileUp.processes())));
        return new ProcessFinding(draft.on(evidence), probe.host(), pileUp.processes());
    }

    /// Runs of one name.
    ///
    /// @param roots the processes of that name that are no workers
    /// @param processes all that belongs to them, parents first
    private record PileUp(String name, List<RemoteProcess> roots, List<RemoteProcess> processes) {
        static PileUp of(String name, List<RemoteProcess> roots, ProcessTree tree) {
            List<RemoteProcess> members = tree.withDescendants(tree.runsOf(roots));
            return new PileUp(name, roots, Muxes.with(members, tree));
        }
    }
}
