package dev.watchkeeper.host;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostThresholds;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Inspects hosts with the remote probe: one script on stdin of `sh -s`, one round trip, no root.
///
/// What the probe had printed when its connection or its time ended is not lost: it becomes a
/// snapshot that is not complete.
public final class HostProbe implements HostObserver {
    /// The probe ends on its host after this long, whatever hangs there.
    public static final Duration ON_HOST = Duration.ofMillis(4_800);

    /// The script, in this order; the last one runs it, so that a script cut on its way does
    /// nothing.
    private static final List<String> PARTS =
            List.of(
                    "common",
                    "system",
                    "mounts",
                    "questions",
                    "processes",
                    "sockets",
                    "arguments",
                    "schedules",
                    "settings",
                    "main");

    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_LINES = 80_000;

    /// What a mount may take at most, so that the probe still comes to its end.
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

    private final Remote remote;
    private final InstantSource clock;
    private final Supplier<HostThresholds> thresholds;
    private final Supplier<String> nonces;
    private final String script;

    /// @param remote runs the script
    /// @param clock ours, against which a host's is compared
    /// @param thresholds of which the time that a mount may take is used
    /// @param nonces gives a new word of 8 to 32 characters out of `[0-9a-z]` each time, which
    ///   nobody can guess
    public HostProbe(
            Remote remote,
            InstantSource clock,
            HostThresholds thresholds,
            Supplier<String> nonces) {
        this(remote, clock, () -> thresholds, nonces);
    }

    /// @param thresholds asked anew at each probe, so that they may change
    public HostProbe(
            Remote remote,
            InstantSource clock,
            Supplier<HostThresholds> thresholds,
            Supplier<String> nonces) {
        this.remote = remote;
        this.clock = clock;
        this.thresholds = thresholds;
        this.nonces = nonces;
        this.script = load();
    }

    @Override
    public HostObservation observe(Host host, Duration limit) {
        String nonce = nonces.get();
        Instant asked = clock.instant();
        SshOutcome outcome = remote.run(host, command(nonce, host.sudo()), limit);
        return switch (outcome) {
            case SshOutcome.Completed done -> completed(host, nonce, asked, done);
            case SshOutcome.Failed failed -> failed(host, nonce, asked, failed);
            case SshOutcome.KeyRefused refused ->
                    new HostObservation.KeyRefused(host, asked, refused.took(), refused.hostKey());
        };
    }

    /// The command that probes a host.
    RemoteCommand command(String nonce, boolean sudo) {
        Duration wanted = thresholds.get().mountAnswer();
        Duration answer = wanted.compareTo(LONGEST_ANSWER) < 0 ? wanted : LONGEST_ANSWER;
        String head =
                "nonce=%s\nlimit=%d\nanswer=%d\nroot=%s\n"
                        .formatted(
                                nonce,
                                ON_HOST.toMillis() / 10,
                                Math.max(1, answer.toMillis() / 10),
                                sudo ? "yes" : "no");
        return new RemoteCommand(List.of("sh", "-s"), head + script, MAX_BYTES, MAX_LINES);
    }

    private HostObservation completed(
            Host host, String nonce, Instant asked, SshOutcome.Completed done) {
        return snapshot(host, nonce, asked, done.took(), done.stdout())
                .orElseGet(() ->
                        new HostObservation.NotProbed(
                                host,
                                asked,
                                done.took(),
                                SshOutcome.Phase.RUN,
                                SshOutcome.Reason.PROTOCOL,
                                "the host ran no probe: its shell ended with status "
                                        + done.exitStatus()
                                        + " and no answer of ours"));
    }

    private HostObservation failed(
            Host host, String nonce, Instant asked, SshOutcome.Failed failed) {
        return snapshot(host, nonce, asked, failed.took(), failed.stdout())
                .orElseGet(() ->
                        new HostObservation.NotProbed(
                                host,
                                asked,
                                failed.took(),
                                failed.phase(),
                                failed.reason(),
                                failed.text()));
    }

    private static Optional<HostObservation> snapshot(
            Host host, String nonce, Instant asked, Duration took, String output) {
        return ProbeParser.parse(output, nonce, host.name(), asked, took)
                .map(s -> new HostObservation.Probed(host, asked, took, s));
    }

    private static String load() {
        return PARTS.stream().map(p -> part("probe/" + p)).collect(Collectors.joining("\n"));
    }

    static String part(String path) {
        try (var in = HostProbe.class.getResourceAsStream(path + ".sh")) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
