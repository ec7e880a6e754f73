package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.cause.CauseEdge;
import dev.watchkeeper.finding.cause.CauseGraph;
import dev.watchkeeper.finding.cause.CauseGraphs;
import dev.watchkeeper.finding.cause.CauseNode;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.finding.cause.Chain;
import dev.watchkeeper.finding.cause.ChainText;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Certificates that are due, and have not been renewed since runs began that are stuck on the host
/// of their renewal.
///
/// @param probe of the host
/// @param runs that are stuck there
/// @param found what is known to be wrong
record DueRenewals(Probe probe, List<Run> runs, List<Finding> found) {
    /// The graph with two links more for each certificate that is due: to its renewal, and from
    /// that to each run that it may wait for.
    CauseGraph above(CauseGraph graph) {
        var edges = new ArrayList<>(graph.edges());
        for (Renewal renewal : probe.scene().fleet().renewals()) {
            if (renewal.host().equals(probe.host().name())) {
                dueBy(renewal).forEach(due -> edges.addAll(edges(renewal, due)));
            }
        }
        return new CauseGraph(edges);
    }

    /// The finding of a certificate with why it has not been renewed, where these runs are why.
    static Finding explained(Finding finding, RunFinding run) {
        if (!(finding instanceof EndpointFinding due) || !finding.kind().wantsRenewal()) {
            return finding;
        }
        List<CauseEdge> chain = run.graph().chain(new CauseNode.Certificate(due.endpoint()));
        if (chain.isEmpty()) {
            return finding;
        }
        var why =
                new Evidence(
                        run.host().name(),
                        "why it has not been renewed",
                        ChainText.of(new Chain(chain, 0)),
                        run.statement().observedAt());
        return new EndpointFinding(due.statement().with(why), due.endpoint(), due.observations());
    }

    /// One for each endpoint, which may be overdue and expiring at once.
    private Collection<EndpointFinding> dueBy(Renewal renewal) {
        return found.stream()
                .filter(f -> f.kind().wantsRenewal())
                .filter(EndpointFinding.class::isInstance)
                .map(EndpointFinding.class::cast)
                .filter(f -> renewal.renews().contains(f.endpoint().id()))
                .collect(
                        Collectors.toMap(
                                f -> f.endpoint().id(), f -> f, (a, _) -> a, LinkedHashMap::new))
                .values();
    }

    private List<CauseEdge> edges(Renewal renewal, EndpointFinding due) {
        var node = new CauseNode.Renewing(renewal);
        List<CauseEdge> waits =
                runs.stream()
                        .filter(r -> servesOlderThan(due, r))
                        .map(r -> waits(node, renewal, r))
                        .toList();
        if (waits.isEmpty()) {
            return List.of();
        }
        var certificate =
                new CauseEdge(
                        new CauseNode.Certificate(due.endpoint()),
                        node,
                        Certainty.PROVEN,
                        "the fleet file says that this renews it",
                        due.statement().evidence().getFirst());
        return Stream.concat(Stream.of(certificate), waits.stream()).toList();
    }

    /// A certificate issued after the run began is not missing for the run's sake.
    private boolean servesOlderThan(EndpointFinding due, Run run) {
        Instant began = probe.probed().observedAt().minus(run.age());
        return due.observations().stream()
                .anyMatch(o ->
                        o instanceof Presented p
                                && p.leaf() instanceof Parsed leaf
                                && leaf.notBefore().isBefore(began));
    }

    private CauseEdge waits(CauseNode node, Renewal renewal, Run run) {
        CauseNode to = CauseGraphs.node(probe.host(), run);
        String command = String.join(" ", renewal.command());
        Optional<RemoteProcess> itself = naming(run, command);
        if (itself.isPresent()) {
            String how = "its command is one of the run's processes";
            return edge(node, to, Certainty.PROVEN, how, ProcessLines.line(itself.get()));
        }
        Optional<RemoteProcess> by = renewal.runBy().flatMap(f -> naming(run, fileName(f)));
        if (by.isPresent()) {
            String how = "the fleet file says that %s runs it".formatted(renewal.runBy().get());
            return edge(node, to, Certainty.INFERRED, how, ProcessLines.line(by.get()));
        }
        return edge(
                node,
                to,
                Certainty.UNKNOWN,
                "both are on %s; `run-by: %s` in the fleet file would say that it waits for it"
                        .formatted(probe.host().name(), run.name()),
                "renewal: " + command + "\nrun: " + run.leader().line());
    }

    /// The process of a run that has these words on its command line.
    private static Optional<RemoteProcess> naming(Run run, String words) {
        return run.processes().stream()
                .filter(p ->
                        p.arguments()
                                .filter(a ->
                                        (" " + a + " ").replace('/', ' ').contains(spaced(words)))
                                .isPresent())
                .findFirst();
    }

    private static String spaced(String words) {
        return " " + words.replace('/', ' ').strip() + " ";
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private CauseEdge edge(
            CauseNode from, CauseNode to, Certainty certainty, String how, String text) {
        return new CauseEdge(
                from, to, certainty, Served.shown(how), probe.evidence(how, Served.shown(text)));
    }
}
