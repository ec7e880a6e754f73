package dev.watchkeeper.automation;

import dev.watchkeeper.host.RenewalProbe;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What is made of an answer that a host would give.
public final class Answers {
    /// The host's clock in the answers that [#rows] begins.
    public static final long CLOCK = 1_795_898_400L;

    private Answers() {}

    /// Rows of a host whose clock shows 2026-11-28 20:40:00 UTC; `|` stands between two fields.
    public static RenewalAutomation rows(String rows, Renewal... renewals) {
        var text = new StringBuilder("n0n5en5e begin 1\n");
        text.append("n0n5en5e host %d|86400.00|100|+0000|Etc/UTC\n".formatted(CLOCK));
        rows.lines().forEach(l -> text.append("n0n5en5e ").append(l).append('\n'));
        text.append("n0n5en5e end 1\n");
        return ((AutomationObservation.Observed)
                        observe(text.toString().replace('|', '\u001f'), renewals))
                .automation();
    }

    static AutomationObservation read(String output) {
        return observe(output);
    }

    private static AutomationObservation observe(String output, Renewal... renewals) {
        var remote =
                new Remote() {
                    @Override
                    public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
                        return new SshOutcome.Completed(Duration.ZERO, 0, output, "", false);
                    }

                    @Override
                    public RunningCommand start(
                            Host host, RemoteCommand c, Duration limit, OutputListener listener) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public int abandoned() {
                        return 0;
                    }
                };
        Fleet none = Fleet.empty();
        var fleet = new Fleet(none.endpoints(), none.hosts(), List.of(renewals), none.thresholds());
        return new AutomationProbe(
                        new RenewalProbe(remote, InstantSource.system(), () -> "n0n5en5e"))
                .observe(Host.of("here"), fleet, Duration.ofSeconds(1));
    }
}
