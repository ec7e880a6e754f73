package dev.watchkeeper.cli;

import dev.watchkeeper.cli.SupervisionJson.SystemJson;
import dev.watchkeeper.finding.Deployment;
import dev.watchkeeper.finding.Deployments;
import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.finding.Headline;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.finding.cause.CauseEdge;
import dev.watchkeeper.finding.cause.CauseNode;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.finding.cause.Chain;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A report as `--json` prints it.
///
/// @param schema name and version of this form; the version changes when a field changes its
///   meaning or goes
/// @param exitStatus as the command's own
/// @param verdict one sentence
record ReportJson(
        String schema,
        Instant takenAt,
        int exitStatus,
        String verdict,
        List<FindingJson> findings,
        List<EndpointJson> endpoints,
        List<HostJson> hosts,
        List<SystemJson> supervision,
        List<String> fleetProblems) {
    static ReportJson of(Report report) {
        var snapshot = report.snapshot();
        var policies = RenewalPolicies.of(snapshot);
        Map<String, Deployment> deployments = Deployments.byTarget(snapshot);
        return new ReportJson(
                JsonText.SCHEMA,
                snapshot.takenAt(),
                report.exitStatus(),
                Headline.of(snapshot, report.findings()),
                report.findings().stream().map(f -> FindingJson.of(f, report)).toList(),
                snapshot.endpoints().values().stream()
                        .map(s -> EndpointJson.of(s, policies, deployments, snapshot.takenAt()))
                        .sorted(Comparator.comparing(EndpointJson::target))
                        .toList(),
                snapshot.hosts().values().stream()
                        .map(HostJson::of)
                        .sorted(Comparator.comparing(HostJson::host))
                        .toList(),
                SupervisionJson.systems(report, Coverage.of(snapshot, policies)),
                snapshot.fleetProblems());
    }

    /// A finding: what it says, and what it is about.
    ///
    /// @param about the endpoint's id or the host's name; empty for the console itself
    /// @param targets the addresses concerned, of endpoints
    record FindingJson(
            FindingKey key,
            FindingKind kind,
            Severity severity,
            String title,
            String impact,
            Optional<Instant> since,
            Instant observedAt,
            Optional<FindingKey> cause,
            Optional<String> about,
            List<String> targets,
            Optional<Mount> mount,
            List<RemoteProcess> processes,
            List<ChainJson> chains,
            List<Evidence> evidence) {
        static FindingJson of(Finding f, Report report) {
            Statement s = f.statement();
            return new FindingJson(
                    s.key(),
                    s.kind(),
                    s.severity(),
                    s.title(),
                    s.impact(),
                    Optional.ofNullable(report.since().get(s.key())),
                    s.observedAt(),
                    s.cause(),
                    about(f),
                    targets(f),
                    f instanceof Finding.MountFinding m ? Optional.of(m.mount()) : Optional.empty(),
                    processes(f),
                    f instanceof Finding.RunFinding r
                            ? r.chains().stream().map(ChainJson::of).toList()
                            : List.of(),
                    s.evidence());
        }

        private static Optional<String> about(Finding f) {
            return switch (f) {
                case Finding.EndpointFinding e -> Optional.of(e.endpoint().id());
                case Finding.HostFinding h -> Optional.of(h.host().name());
                case Finding.MountFinding m -> Optional.of(m.host().name());
                case Finding.ProcessFinding p -> Optional.of(p.host().name());
                case Finding.RunFinding r -> Optional.of(r.host().name());
                case Finding.SupervisionFinding w -> Optional.of(w.supervision().name());
                case Finding.ConsoleFinding _ -> Optional.empty();
            };
        }

        private static List<String> targets(Finding f) {
            return f instanceof Finding.EndpointFinding e
                    ? e.observations().stream().map(o -> o.target().id()).toList()
                    : List.of();
        }

        private static List<RemoteProcess> processes(Finding f) {
            return switch (f) {
                case Finding.MountFinding m -> m.waiting();
                case Finding.ProcessFinding p -> p.processes();
                case Finding.RunFinding r -> r.processes();
                case Finding.EndpointFinding _,
                        Finding.HostFinding _,
                        Finding.SupervisionFinding _,
                        Finding.ConsoleFinding _ ->
                        List.of();
            };
        }
    }

    /// A chain of causes.
    ///
    /// @param alike how many more there are to the same root
    record ChainJson(List<LinkJson> links, int alike) {
        static ChainJson of(Chain chain) {
            return new ChainJson(chain.links().stream().map(LinkJson::of).toList(), chain.alike());
        }
    }

    /// One link: `from` waits for `to`.
    record LinkJson(NodeJson from, NodeJson to, Certainty certainty, Evidence evidence) {
        static LinkJson of(CauseEdge e) {
            return new LinkJson(
                    NodeJson.of(e.from()), NodeJson.of(e.to()), e.certainty(), e.evidence());
        }
    }

    /// @param id the same for the same thing in the next report
    record NodeJson(String id, Optional<String> host, String text) {
        static NodeJson of(CauseNode node) {
            return new NodeJson(node.id(), node.place(), node.text());
        }
    }

    /// An address of an endpoint.
    ///
    /// @param startTls what is spoken before TLS
    /// @param lastPresented or what a source told last; only when the newest observation has no
    ///   certificate
    /// @param renewal of the newest leaf that was seen and does expire
    /// @param deployment of the newest leaf that was seen
    record EndpointJson(
            String target,
            String endpoint,
            Optional<StartTls> startTls,
            int failures,
            TlsObservation latest,
            Optional<TlsObservation> lastPresented,
            Optional<RenewalJson> renewal,
            Optional<DeploymentJson> deployment) {
        static EndpointJson of(
                EndpointState s,
                RenewalPolicies policies,
                Map<String, Deployment> deployments,
                Instant now) {
            return new EndpointJson(
                    s.latest().target().id(),
                    s.latest().target().endpoint().id(),
                    s.latest().target().endpoint().startTls(),
                    s.failures(),
                    s.latest(),
                    last(s).filter(_ -> s.latest() instanceof TlsObservation.Failed),
                    s.lastPresented()
                            .flatMap(p -> RenewalJson.of(p, policies, now))
                            .or(() ->
                                    s.lastReported()
                                            .flatMap(r -> RenewalJson.of(r, policies, now))),
                    Optional.ofNullable(deployments.get(s.latest().target().id()))
                            .map(DeploymentJson::of));
        }

        private static Optional<TlsObservation> last(EndpointState s) {
            return s.lastPresented()
                    .<TlsObservation>map(p -> p)
                    .or(() -> s.lastReported().map(r -> r));
        }
    }

    /// A host.
    ///
    /// @param lastProbed or what a source told last; only when the newest observation tells nothing
    /// @param automation as of the newest answer of the probe
    /// @param renewals what renews certificates there
    record HostJson(
            String host,
            int failures,
            HostObservation latest,
            Optional<HostObservation> lastProbed,
            Optional<AutomationJson> automation,
            Optional<RenewalsJson> renewals,
            List<UnchangedJson> unchangedSince) {
        static HostJson of(HostState s) {
            return new HostJson(
                    s.latest().host().name(),
                    s.failures(),
                    s.latest(),
                    s.lastProbed()
                            .<HostObservation>map(p -> p)
                            .or(() -> s.lastReported().map(r -> r))
                            .filter(p -> !p.equals(s.latest())),
                    s.lastProbed().map(p -> AutomationJson.of(p.snapshot())),
                    s.automation()
                            .map(a -> RenewalsJson.of(a, s.lastProbed().map(p -> p.snapshot()))),
                    s.unchangedSince().entrySet().stream()
                            .map(e -> new UnchangedJson(e.getKey(), e.getValue()))
                            .sorted(Comparator.comparingLong(u -> u.process().pid()))
                            .toList());
        }
    }

    /// A process that made no progress between samples.
    record UnchangedJson(ProcessKey process, Instant since) {}
}
