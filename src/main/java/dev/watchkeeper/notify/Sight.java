package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the engine knows at one moment.
///
/// @param findings worst first, causes before their symptoms
/// @param since when each began
/// @param answered whether everything has answered at least once: before that, what is not found
///   may only not have been looked at yet
public record Sight(
        FleetSnapshot snapshot,
        List<Finding> findings,
        Map<FindingKey, Instant> since,
        boolean answered) {
    public Sight {
        findings = List.copyOf(findings);
        since = Map.copyOf(since);
    }
}
