package dev.watchkeeper.ui;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reports in which some endpoints have been observed again.
public final class SampleUpdates {
    private SampleUpdates() {}

    /// @param ids of the targets that are observed again
    public static Report observedAgain(Report report, List<String> ids, Instant at) {
        Map<String, FleetSnapshot.EndpointState> states =
                new HashMap<>(report.snapshot().endpoints());
        ids.forEach(id -> states.computeIfPresent(id, (k, s) -> again(s, at)));
        FleetSnapshot old = report.snapshot();
        var snapshot =
                new FleetSnapshot(
                        at,
                        old.fleet(),
                        states,
                        old.hosts(),
                        old.fleetProblems(),
                        old.networkChanges());
        return new Report(snapshot, report.findings(), report.since(), report.progress());
    }

    private static FleetSnapshot.EndpointState again(
            FleetSnapshot.EndpointState state, Instant at) {
        if (!(state.latest() instanceof TlsObservation.Presented p)) {
            return state;
        }
        var fresh =
                new TlsObservation.Presented(
                        p.target(),
                        at,
                        p.took(),
                        p.chain(),
                        p.protocol(),
                        p.cipherSuite(),
                        p.judgement(),
                        p.clientCertificateDemanded(),
                        p.notes());
        return new FleetSnapshot.EndpointState(fresh, Optional.of(fresh), 0);
    }

    /// The same with a fleet file that cannot be used and nothing observed.
    public static Report brokenFile(Report report) {
        var fleet =
                new dev.watchkeeper.inventory.Fleet(
                        List.of(),
                        List.of(),
                        List.of(),
                        dev.watchkeeper.inventory.Thresholds.DEFAULT);
        var snapshot =
                new FleetSnapshot(
                        report.snapshot().takenAt(),
                        fleet,
                        Map.of(),
                        Map.of(),
                        List.of("fleet.yaml:3:5: unknown key"),
                        List.of());
        return new Report(snapshot, List.of(), Map.of(), report.progress());
    }
}
