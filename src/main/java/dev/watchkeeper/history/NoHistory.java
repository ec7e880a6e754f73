package dev.watchkeeper.history;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Keeps nothing.
final class NoHistory implements History {
    @Override
    public void append(TlsObservation observation) {}

    @Override
    public void append(HostObservation observation) {}

    @Override
    public Map<FindingKey, Instant> findings(FleetSnapshot snapshot, List<Finding> open) {
        return Map.of();
    }

    @Override
    public List<Episode> episodes(Duration span) {
        return List.of();
    }

    @Override
    public List<SeenCertificate> certificates(String targetId) {
        return List.of();
    }

    @Override
    public void prune(Duration retention) {}

    @Override
    public void close() {}
}
