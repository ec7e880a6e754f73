package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.SshOutcome;

import java.util.Optional;

/// Asks a host to end a run of it.
record RunEnding(Remote remote, Host host) {
    /// What became of it, within half a minute.
    RunFate end(RunId run) {
        var output = new RunOutput(_ -> {});
        var attachment = new RunAttachment(remote, host, new Cancellation(), output);
        attachment.once(nonce -> DetachedScripts.end(nonce, run));
        return output.fate().orElseGet(() -> new RunFate.Unheard(why(attachment.outcome())));
    }

    static String why(Optional<SshOutcome> outcome) {
        return switch (outcome.orElse(null)) {
            case null -> "no answer in time";
            case SshOutcome.Failed f -> VisibleText.capped(f.text(), 300);
            case SshOutcome.KeyRefused _ -> "the SSH key is not the known one";
            case SshOutcome.Completed c ->
                    "the host's shell ended with status %d before the end"
                            .formatted(c.exitStatus());
        };
    }
}
