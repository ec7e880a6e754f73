package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.cause.CauseGraph;
import dev.watchkeeper.finding.cause.CauseGraphs;
import dev.watchkeeper.finding.cause.CauseNode;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Ends stuck runs and what they wait for, along the chain of causes, in the only order that helps:
/// the runs, because all of them would wake at once and fight for the renewal's lock; then the
/// cause on each host; then what is left over; then one renewal.
///
/// What waits on a mount of the runs' own host is an exception: no signal reaches it, so that mount
/// comes first.
final class ChainPlans {
    private final RunFinding finding;
    private final Report report;
    private final CauseGraph graph;
    private final List<ChainHost> elsewhere;
    private final ChainHost here;

    private ChainPlans(RunFinding finding, Report report) {
        this.finding = finding;
        this.report = report;
        graph = sure(finding);
        var runs = Set.copyOf(finding.processes());
        here = new ChainHost(finding.host(), report, graph, runs);
        elsewhere =
                report.snapshot().fleet().hosts().stream()
                        .filter(h -> graph.hosts().contains(h.name()))
                        .filter(h -> !h.name().equals(finding.host().name()))
                        .map(h -> new ChainHost(h, report, graph, runs))
                        .filter(ChainHost::isBlocked)
                        .toList();
    }

    static List<RemedyPlan> of(RunFinding finding, Report report) {
        return List.of(new ChainPlans(finding, report).plan());
    }

    /// A cause that is only suspected is not touched.
    private static CauseGraph sure(RunFinding finding) {
        var edges =
                finding.graph().edges().stream()
                        .filter(e -> e.certainty() != Certainty.UNKNOWN)
                        .toList();
        return new CauseGraph(edges)
                .reachable(
                        finding.runs().stream()
                                .map(r -> CauseGraphs.node(finding.host(), r))
                                .toList());
    }

    private RemedyPlan plan() {
        var steps = new ArrayList<RemedyStep>();
        boolean mountsHere = here.places().findAny().isPresent();
        if (mountsHere) {
            steps.addAll(here.causes());
        }
        steps.add(endRuns());
        elsewhere.forEach(h -> steps.addAll(h.causes()));
        elsewhere.forEach(h -> steps.addAll(h.leftOvers()));
        if (mountsHere) {
            steps.addAll(here.leftOvers());
        }
        folders().flatMap(f -> f.step().stream()).forEach(steps::add);
        Optional<Renewal> renewal = due();
        renewal.flatMap(r -> RenewalPlans.unlock(r, finding.host(), report)).ifPresent(steps::add);
        renewal.ifPresent(r ->
                steps.add(
                        RenewalPlans.step(r, finding.host())
                                .named(
                                        "Run the renewal “%s” once, and compare what is served then"
                                                .formatted(r.name()))));
        return new RemedyPlan(
                finding.key(),
                question(renewal),
                steps,
                loss(renewal),
                Optional.of(finding.host().name()),
                List.of(),
                also(steps, renewal));
    }

    private Stream<AnsibleFolders> folders() {
        return Stream.concat(
                AnsibleFolders.ofRuns(finding.host(), finding.runs()).stream(),
                elsewhere.stream().flatMap(h -> h.folders().stream()));
    }

    private RemedyStep endRuns() {
        List<RemoteProcess> processes = finding.processes();
        return SignalPlans.step(finding.host(), processes)
                .named(
                        "End %s of %d stuck %s: TERM, and after 5 s KILL to what is left"
                                .formatted(
                                        SignalPlans.named(processes),
                                        finding.runs().size(),
                                        finding.runs().size() == 1 ? "run" : "runs"))
                .checked(new StepCheck.Ended(processes));
    }

    private String question(Optional<Renewal> renewal) {
        List<String> places =
                Stream.concat(Stream.of(here), elsewhere.stream())
                        .flatMap(ChainHost::places)
                        .toList();
        String free =
                switch (places.size()) {
                    case 0 -> "";
                    case 1, 2, 3 -> ", free " + String.join(" and ", places);
                    default -> ", free %d mounts".formatted(places.size());
                };
        return "End %s on %s%s%s?"
                .formatted(
                        SignalPlans.named(finding.processes()),
                        finding.host().name(),
                        free,
                        renewal.map(r -> ", and renew by “%s”".formatted(r.name())).orElse(""));
    }

    private String loss(Optional<Renewal> renewal) {
        var loss = new ArrayList<String>();
        loss.add("What the runs have not done yet.");
        if (Stream.concat(Stream.of(here), elsewhere.stream())
                .anyMatch(h -> h.places().findAny().isPresent())) {
            loss.add(
                    "Writes that a file system has not taken yet; it has to be mounted again"
                            + " afterwards, unless it answers once its server is continued.");
        }
        graph.nodes().stream()
                .filter(CauseNode.Machine.class::isInstance)
                .forEach(m -> loss.add("Not part of this: " + m.text() + "."));
        Stream.concat(Stream.of(here), elsewhere.stream())
                .flatMap(ChainHost::unknown)
                .forEach(loss::add);
        folders().flatMap(f -> f.kept().stream()).forEach(loss::add);
        renewal.map(r -> RenewalPlans.keptLock(r, finding.host()))
                .filter(kept -> !kept.isEmpty())
                .ifPresent(loss::add);
        return String.join(" ", loss);
    }

    /// The first renewal here of a certificate that is due: one is enough, and two would fight.
    private Optional<Renewal> due() {
        Fleet fleet = report.snapshot().fleet();
        return fleet.renewals().stream()
                .filter(r -> r.host().equals(finding.host().name()))
                .filter(r -> dueBy(r).findAny().isPresent())
                .findFirst();
    }

    private Stream<Finding> dueBy(Renewal renewal) {
        return report.findings().stream()
                .filter(f -> f.kind().wantsRenewal())
                .filter(f ->
                        f instanceof EndpointFinding e
                                && renewal.renews().contains(e.endpoint().id()));
    }

    /// What is grouped under the runs, or left over, as far as a step is about it.
    private Set<FindingKey> also(List<RemedyStep> steps, Optional<Renewal> renewal) {
        var also = new HashSet<FindingKey>();
        Stream.concat(Stream.of(here), elsewhere.stream())
                .flatMap(h -> h.addressed().stream())
                .forEach(also::add);
        renewal.ifPresent(r -> dueBy(r).forEach(f -> also.add(f.key())));
        Set<RemoteProcess> ended = new HashSet<>();
        steps.forEach(s -> {
            if (s.action() instanceof Action.Signal signal) {
                ended.addAll(signal.processes());
            }
        });
        report.symptomsOf(finding.key()).stream()
                .filter(f ->
                        f instanceof ProcessFinding p
                                && p.processes().stream().anyMatch(ended::contains))
                .forEach(f -> also.add(f.key()));
        return also;
    }
}
