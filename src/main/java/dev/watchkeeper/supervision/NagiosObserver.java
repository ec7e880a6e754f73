package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks a Nagios Core 4 what it wrote down (status.dat, objects.cache), and the kernel whether its
/// process runs: one script on stdin of `sh -s`, one round trip, no root. The files become what is
/// wanted of them on the host: 20 MB are about 1 MB on their way.
public final class NagiosObserver implements SupervisionObserver {
    /// What 50,000 services need.
    private static final int MAX_BYTES = 24 << 20;

    private static final int MAX_LINES = 300_000;

    private final Remote remote;
    private final InstantSource clock;
    private final Supplier<String> nonces;

    /// @param nonces gives a new word of 8 to 32 characters out of `[0-9a-z]` each time, which
    ///   nobody can guess
    public NagiosObserver(Remote remote, InstantSource clock, Supplier<String> nonces) {
        this.remote = remote;
        this.clock = clock;
        this.nonces = nonces;
    }

    @Override
    public SupervisionObservation observe(Supervision supervision, Fleet fleet, Duration limit) {
        Instant asked = clock.instant();
        Optional<Host> host = supervision.host().flatMap(fleet::host);
        if (host.isEmpty()) {
            String text = "the fleet has no host " + supervision.host().orElse("") + " any more";
            return new NotObserved(supervision, asked, Duration.ZERO, text);
        }
        String nonce = nonces.get();
        return switch (remote.run(host.get(), command(supervision, host.get(), nonce), limit)) {
            case SshOutcome.Completed done ->
                    NagiosAnswer.read(done.stdout(), nonce)
                            .map(a -> answered(supervision, asked, done, a))
                            .orElseGet(() ->
                                    new NotObserved(
                                            supervision,
                                            asked,
                                            done.took(),
                                            "the host's shell gave no answer of ours: it ended with"
                                                    + " status "
                                                    + done.exitStatus()));
            // Half of the checks would look like gaps.
            case SshOutcome.Failed failed ->
                    new NotObserved(supervision, asked, failed.took(), failed.text());
            case SshOutcome.KeyRefused refused ->
                    new NotObserved(
                            supervision,
                            asked,
                            refused.took(),
                            "the key of host " + host.get().name() + " is not to be trusted");
        };
    }

    /// The command that asks.
    static RemoteCommand command(Supervision supervision, Host host, String nonce) {
        String head =
                "nonce=%s\nquestion=nagios-observe\nconfig=%s\nroot=%s\nobjects=%s\nstatus=%s\n"
                        .formatted(
                                nonce,
                                RemoteCommand.quote(supervision.config()),
                                host.sudo() ? "yes" : "no",
                                RemoteCommand.quote(NagiosBlock.wanted(false)),
                                RemoteCommand.quote(NagiosBlock.wanted(true)));
        return new RemoteCommand(
                List.of("sh", "-s"),
                head + Script.of("nagios-common") + Script.of("nagios-observe"),
                MAX_BYTES,
                MAX_LINES);
    }

    private static SupervisionObservation answered(
            Supervision supervision,
            Instant asked,
            SshOutcome.Completed done,
            NagiosAnswer answer) {
        var reading = new NagiosReading(answer, supervision.config(), asked);
        return reading.refusal()
                .<SupervisionObservation>map(
                        text -> new NotObserved(supervision, asked, done.took(), text))
                .orElseGet(() ->
                        new Observed(
                                supervision,
                                asked,
                                done.took(),
                                reading.status(done.truncated() ? MAX_BYTES : 0)));
    }
}
