package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.util.Optional;
import java.util.function.Function;

/// Asks a host to end a run of it, or to forget one.
record RunEnding(Remote remote, Host host) {
    /// What became of it, within half a minute.
    RunFate end(RunId run) {
        return asked(nonce -> DetachedScripts.end(nonce, run));
    }

    /// Removes what the host keeps of a run that has ended, unless another console has followed it.
    /// Returns what is known of it then, within half a minute.
    RunFate forget(RunId run) {
        return asked(nonce -> DetachedScripts.remove(nonce, run));
    }

    private RunFate asked(Function<String, RemoteCommand> question) {
        var output = new RunOutput(_ -> {});
        var attachment = new RunAttachment(remote, host, new Cancellation(), output);
        attachment.once(question);
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
