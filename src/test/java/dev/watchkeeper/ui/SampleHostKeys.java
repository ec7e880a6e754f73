package dev.watchkeeper.ui;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostObservation.KeyRefused;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ssh.HostKeyProblem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A host whose key was refused.
public final class SampleHostKeys {
    private static final Host BUILDER = Samples.builderHost("builder9");

    private SampleHostKeys() {}

    /// @param presented fingerprint of the key that the host has
    /// @param known fingerprint of the key that it should have, if there is one
    public static Report report(HostKeyProblem.Kind kind, String presented, String known) {
        var problem =
                new HostKeyProblem(
                        kind,
                        "builder9",
                        "ssh-ed25519",
                        presented,
                        kind == HostKeyProblem.Kind.UNKNOWN ? List.of() : List.of(known),
                        "AAAA");
        var empty =
                FleetSnapshot.empty(Samples.fleet(List.of(), List.of(BUILDER)), SampleReports.NOW);
        FleetSnapshot snapshot =
                new Fold(empty)
                        .add(
                                new KeyRefused(
                                        BUILDER, SampleReports.NOW, Duration.ofMillis(80), problem))
                        .at(SampleReports.NOW);
        return new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Report.Progress.IDLE);
    }
}
