package dev.watchkeeper.host;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Asks hosts what renews certificates there, which there are and what servers use them: a question
/// of its own beside the probe, as it reads much that changes rarely.
///
/// Private keys never leave a host: of files with certificates, only these are printed, by a filter
/// on the host itself.
public final class RenewalProbe {
    /// The question ends on its host after this long, whatever hangs there.
    public static final Duration ON_HOST = Duration.ofSeconds(8);

    /// The script, in this order; the last part runs it.
    private static final List<String> PARTS =
            List.of(
                    "probe/common",
                    "probe/mounts",
                    "probe/system",
                    "renewal/read",
                    "renewal/clients",
                    "renewal/servers",
                    "renewal/main");

    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_LINES = 120_000;

    private final Remote remote;
    private final InstantSource clock;
    private final Supplier<String> nonces;
    private final String script;

    /// @param nonces gives a new word of 8 to 32 characters out of `[0-9a-z]` each time, which
    ///   nobody can guess
    public RenewalProbe(Remote remote, InstantSource clock, Supplier<String> nonces) {
        this.remote = remote;
        this.clock = clock;
        this.nonces = nonces;
        this.script = PARTS.stream().map(HostProbe::part).collect(Collectors.joining("\n"));
    }

    /// Asks one host in one round trip. Returns within `limit` whatever the host does; never throws
    /// for what a host does. Blocks the calling (virtual) thread.
    ///
    /// @param renewals of which those of this host name their logs
    public RenewalReading observe(Host host, List<Renewal> renewals, Duration limit) {
        String nonce = nonces.get();
        Instant asked = clock.instant();
        SshOutcome outcome = remote.run(host, command(nonce, host, renewals), limit);
        return switch (outcome) {
            case SshOutcome.Completed done ->
                    read(host, nonce, asked, done, done.stdout(), "the host's shell ran nothing");
            case SshOutcome.Failed failed ->
                    read(host, nonce, asked, failed, failed.stdout(), failed.text());
            case SshOutcome.KeyRefused refused ->
                    new RenewalReading.NotRead(
                            host, asked, refused.took(), "the host's key is not to be trusted");
        };
    }

    private static RenewalReading read(
            Host host, String nonce, Instant asked, SshOutcome o, String stdout, String otherwise) {
        return RenewalParser.parse(stdout, nonce)
                .<RenewalReading>map(f -> new RenewalReading.Read(host, asked, o.took(), f))
                .orElseGet(() -> new RenewalReading.NotRead(host, asked, o.took(), otherwise));
    }

    /// The command that asks a host.
    RemoteCommand command(String nonce, Host host, List<Renewal> renewals) {
        List<String> logs =
                renewals.stream()
                        .filter(r -> r.host().equals(host.name()))
                        .flatMap(r -> r.log().stream())
                        .map(Renewal.Log::path)
                        .toList();
        String head =
                "nonce=%s\nquestion=renewals\nlimit=%d\nroot=%s\nlogs=%s\nkeystores=%s\n"
                        .formatted(
                                nonce,
                                ON_HOST.toMillis() / 10,
                                host.sudo() ? "yes" : "no",
                                quoted(logs),
                                quoted(host.keystores()));
        return new RemoteCommand(List.of("sh", "-s"), head + script, MAX_BYTES, MAX_LINES);
    }

    /// A list of words as one word, from which `eval` makes the list again.
    private static String quoted(List<String> words) {
        return RemoteCommand.quote(
                words.stream().map(RemoteCommand::quote).collect(Collectors.joining(" ")));
    }
}
