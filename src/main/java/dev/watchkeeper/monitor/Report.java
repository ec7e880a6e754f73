package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Severity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The newest snapshot and what the rules say of it: what window and command line show.
///
/// @param snapshot what is known
/// @param findings worst first, causes before their symptoms
/// @param since when each finding began
/// @param progress how far the cycle is that is under way
public record Report(
        FleetSnapshot snapshot,
        List<Finding> findings,
        Map<FindingKey, Instant> since,
        Progress progress) {
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
                .min(java.util.Comparator.comparingInt(Report::rank))
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

    /// How far a cycle is.
    ///
    /// @param pending ids of targets and names of hosts that are being asked, with the time when
    ///   that began
    /// @param done how many of the cycle have answered or ended at their deadline
    /// @param total how many the cycle asks; 0 when none is under way
    /// @param abandoned remote operations given up at their deadline whose threads have not ended
    public record Progress(Map<String, Instant> pending, int done, int total, int abandoned) {
        public static final Progress IDLE = new Progress(Map.of(), 0, 0, 0);

        public Progress {
            pending = Map.copyOf(pending);
        }
    }
}
