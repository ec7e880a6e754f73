package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Severity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The newest snapshot and what the rules say of it: what window and command line show.
///
/// @param snapshot what is known
/// @param findings worst first, causes before their symptoms
/// @param since when each finding began
/// @param progress how far the cycle is that is under way
/// @param answered whether everything has answered at least once: before that, what is not found
///   may only not have been looked at yet
public record Report(
        FleetSnapshot snapshot,
        List<Finding> findings,
        Map<FindingKey, Instant> since,
        Progress progress,
        boolean answered) {
    /// A report to which everything has answered.
    public Report(
            FleetSnapshot snapshot,
            List<Finding> findings,
            Map<FindingKey, Instant> since,
            Progress progress) {
        this(snapshot, findings, since, progress, true);
    }

    public Report {
        findings = List.copyOf(findings);
        since = Map.copyOf(since);
    }

    public Optional<Finding> finding(FindingKey key) {
        return findings.stream().filter(f -> f.key().equals(key)).findFirst();
    }

    /// Findings that are no symptom of another one.
    public List<Finding> roots() {
        return findings.stream().filter(f -> f.statement().cause().isEmpty()).toList();
    }

    public List<Finding> symptomsOf(FindingKey root) {
        return findings.stream()
                .filter(f -> f.statement().cause().equals(Optional.of(root)))
                .toList();
    }

    /// The worst severity, or empty when nothing is wrong.
    public Optional<Severity> worst() {
        return findings.stream().map(Finding::severity).min(Severity::compareTo);
    }

    /// Exit status of `check`: 2 critical, 1 warning, 3 unknown, 0 OK; the first of these that any
    /// finding has.
    public int exitStatus() {
        return findings.stream()
                .map(f -> f.severity().exitStatus())
                .min(Comparator.comparingInt(Report::rank))
                .orElse(0);
    }

    private static int rank(int exitStatus) {
        return switch (exitStatus) {
            case 2 -> 0;
            case 1 -> 1;
            case 3 -> 2;
            default -> 3;
        };
    }

    /// How far a cycle is, and what comes after it.
    ///
    /// @param pending what is being asked, the longest first
    /// @param hosts how many of the cycle's hosts have answered or ended at their deadline
    /// @param endpoints the same of its endpoints
    /// @param supervision the same of its supervision systems
    /// @param abandoned remote operations given up at their deadline whose threads have not ended
    /// @param retries of the hosts that hung, by name
    public record Progress(
            List<Waiting> pending,
            Part hosts,
            Part endpoints,
            Part supervision,
            int abandoned,
            Map<String, Retry> retries) {
        public static final Progress IDLE =
                new Progress(List.of(), Part.NONE, Part.NONE, Part.NONE, 0, Map.of());

        public Progress {
            pending =
                    pending.stream()
                            .sorted(Comparator.comparing(Waiting::since).thenComparing(Waiting::id))
                            .toList();
            retries = Map.copyOf(retries);
        }

        /// Of a cycle without supervision systems.
        public Progress(
                List<Waiting> pending,
                Part hosts,
                Part endpoints,
                int abandoned,
                Map<String, Retry> retries) {
            this(pending, hosts, endpoints, Part.NONE, abandoned, retries);
        }

        public int done() {
            return hosts.done() + endpoints.done() + supervision.done();
        }

        /// How many the cycle asks; 0 when none is under way.
        public int total() {
            return hosts.total() + endpoints.total() + supervision.total();
        }
    }

    /// So many of so many.
    public record Part(int done, int total) {
        public static final Part NONE = new Part(0, 0);
    }
}
