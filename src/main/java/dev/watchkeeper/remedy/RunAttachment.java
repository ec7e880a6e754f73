package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/// Follows a run over as many connections as it takes: when one is lost the next begins where it
/// stopped, after pauses that grow.
final class RunAttachment {
    private static final Duration ONE_CALL =
            Duration.ofSeconds(DetachedScripts.PATIENCE_SECONDS + 15L);
    private static final Duration AFTER_THE_LIMIT = Duration.ofMinutes(1);
    private static final int LONGEST_PAUSE = 15;

    private final ScriptCall call;
    private final RunOutput output;
    private final SecureRandom random = new SecureRandom();
    private Optional<SshOutcome> outcome = Optional.empty();
    private int failures;

    RunAttachment(Remote remote, Host host, Cancellation cancellation, RunOutput output) {
        call = new ScriptCall(remote, host, cancellation);
        this.output = output;
    }

    /// Makes the first call, and follows until the run has ended, it is cancelled, or the host has
    /// been silent for a minute longer than the run may take.
    ///
    /// @param first the first call for its nonce
    /// @return whether anything may have begun
    boolean begin(Function<String, RemoteCommand> first, RunId run, Duration limit) {
        long end = System.nanoTime() + limit.plus(AFTER_THE_LIMIT).toNanos();
        once(first);
        if (!output.heard() && hasNotBegun()) {
            return false;
        }
        follow(run, end, true);
        return true;
    }

    /// Follows a run that was begun before.
    void join(RunId run, Duration limit) {
        follow(run, System.nanoTime() + limit.plus(AFTER_THE_LIMIT).toNanos(), false);
    }

    /// How the last connection ended.
    Optional<SshOutcome> outcome() {
        return outcome;
    }

    /// Makes one call of another kind.
    void once(Function<String, RemoteCommand> command) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        String nonce = "wk" + HexFormat.of().formatHex(bytes);
        output.begin(nonce);
        outcome = call.run(command.apply(nonce), ONE_CALL, output::take);
    }

    private void follow(RunId run, long end, boolean begun) {
        while (!output.isOver() && !call.cancellation().isAsked() && System.nanoTime() < end) {
            if (!output.heard()) {
                pause();
            }
            RunId followed = output.other().orElse(run);
            boolean own = begun && followed.equals(run);
            once(nonce -> DetachedScripts.attach(nonce, followed, output.offset(), own));
            failures = output.heard() ? 0 : failures + 1;
        }
    }

    private boolean hasNotBegun() {
        return switch (outcome.orElse(null)) {
            case null -> false;
            case SshOutcome.KeyRefused _ -> true;
            case SshOutcome.Failed f -> !f.outcomeUnknown();
            case SshOutcome.Completed _ -> false;
        };
    }

    private void pause() {
        if (failures > 0) {
            int seconds = Math.min(LONGEST_PAUSE, 1 << Math.min(failures - 1, 6));
            call.cancellation().pause(Duration.ofSeconds(seconds));
        }
    }
}
