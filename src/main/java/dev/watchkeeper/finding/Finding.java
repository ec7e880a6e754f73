package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.finding.cause.CauseGraph;
import dev.watchkeeper.finding.cause.Chain;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.tls.TlsObservation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One problem, with what a remedy needs to act on it.
public sealed interface Finding {
    Statement statement();

    /// The same finding as a symptom of another one.
    Finding causedBy(FindingKey root);

    default FindingKey key() {
        return statement().key();
    }

    default FindingKind kind() {
        return statement().kind();
    }

    default Severity severity() {
        return statement().severity();
    }

    /// A certificate or the way to it.
    ///
    /// @param observations of the addresses concerned
    record EndpointFinding(
            Statement statement, TlsEndpoint endpoint, List<TlsObservation> observations)
            implements Finding {
        public EndpointFinding {
            observations = List.copyOf(observations);
        }

        @Override
        public Finding causedBy(FindingKey root) {
            return new EndpointFinding(statement.causedBy(root), endpoint, observations);
        }
    }

    /// A host as a whole.
    record HostFinding(Statement statement, Host host, HostObservation observation)
            implements Finding {
        @Override
        public Finding causedBy(FindingKey root) {
            return new HostFinding(statement.causedBy(root), host, observation);
        }
    }

    /// A mount that does not answer.
    ///
    /// @param bootId the boot in which it was seen
    /// @param waiting the processes known to wait on it
    record MountFinding(
            Statement statement, Host host, String bootId, Mount mount, List<RemoteProcess> waiting)
            implements Finding {
        public MountFinding {
            waiting = List.copyOf(waiting);
        }

        @Override
        public Finding causedBy(FindingKey root) {
            return new MountFinding(statement.causedBy(root), host, bootId, mount, waiting);
        }
    }

    /// Processes that are stuck, piled up or left over.
    ///
    /// @param processes not empty; exactly those that a remedy would end
    record ProcessFinding(Statement statement, Host host, List<RemoteProcess> processes)
            implements Finding {
        public ProcessFinding {
            processes = List.copyOf(processes);
        }

        @Override
        public Finding causedBy(FindingKey root) {
            return new ProcessFinding(statement.causedBy(root), host, processes);
        }
    }

    /// Runs on one host that wait for others, with what they wait for.
    ///
    /// @param runs those that are stuck, oldest first
    /// @param masters connection masters that no other run uses
    /// @param graph what they wait for, to the roots
    /// @param chains one way to each root
    record RunFinding(
            Statement statement,
            Host host,
            List<Run> runs,
            List<RemoteProcess> masters,
            CauseGraph graph,
            List<Chain> chains)
            implements Finding {
        public RunFinding {
            runs = List.copyOf(runs);
            masters = List.copyOf(masters);
            chains = List.copyOf(chains);
        }

        /// All that has to end for the runs to be gone.
        public List<RemoteProcess> processes() {
            return Stream.concat(
                            runs.stream().flatMap(r -> r.processes().stream()), masters.stream())
                    .distinct()
                    .toList();
        }

        /// The names of the hosts of the runs and of what they wait for.
        public Set<String> hosts() {
            Set<String> hosts = graph.hosts();
            hosts.add(host.name());
            return hosts;
        }

        @Override
        public Finding causedBy(FindingKey root) {
            return new RunFinding(statement.causedBy(root), host, runs, masters, graph, chains);
        }
    }

    /// A supervision system.
    ///
    /// @param observation the newest that tells of it; empty where it never answered
    record SupervisionFinding(
            Statement statement,
            Supervision supervision,
            Optional<SupervisionObservation.Observed> observation)
            implements Finding {
        @Override
        public Finding causedBy(FindingKey root) {
            return new SupervisionFinding(statement.causedBy(root), supervision, observation);
        }
    }

    /// The console itself or the workstation that it runs on.
    record ConsoleFinding(Statement statement) implements Finding {
        @Override
        public Finding causedBy(FindingKey root) {
            return new ConsoleFinding(statement.causedBy(root));
        }
    }
}
