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
import java.util.Optional;

/// What was seen over time. All calls block on the disk.
public interface History extends CheckHistory, AutoCloseable {
    /// A history that keeps nothing: for what is asked once, about a part of the fleet.
    static History none() {
        return new NoHistory();
    }

    /// Appends an observation of an address; a certificate that changed is recorded as such.
    void append(TlsObservation observation);

    /// Appends an observation of a host.
    void append(HostObservation observation);

    /// Stores which findings are open now and returns when each of them began: those not in the
    /// list end at `snapshot.takenAt()`.
    Map<FindingKey, Instant> findings(FleetSnapshot snapshot, List<Finding> open);

    /// Findings that were open at some time within the last `span`, newest first.
    List<Episode> episodes(Duration span);

    /// The certificates seen at an address, newest first.
    List<SeenCertificate> certificates(String targetId);

    /// Removes what is older than `retention`.
    void prune(Duration retention);

    @Override
    void close();

    /// One finding from its beginning to its end.
    ///
    /// @param end empty while it is open
    record Episode(
            FindingKey key, String severity, String title, Instant begin, Optional<Instant> end) {}

    /// A certificate and when it was first and last seen at an address.
    record SeenCertificate(
            String targetId,
            String sha256,
            Instant notBefore,
            Instant notAfter,
            Instant firstSeen,
            Instant lastSeen) {}
}
