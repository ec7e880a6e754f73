package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Answers a script, known by its first line, with lines to which its nonce is put where they say
/// `NONCE`; any other script with a lost connection.
final class CannedRemote implements Remote {
    final Map<String, String> answers = new HashMap<>();

    @Override
    public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
        throw new UnsupportedOperationException("scripts are started");
    }

    @Override
    public RunningCommand start(
            Host host, RemoteCommand command, Duration limit, OutputListener listener) {
        String answer = answers.get(command.stdin().lines().findFirst().orElse(""));
        if (answer == null) {
            listener.ended(
                    new SshOutcome.Failed(
                            Duration.ZERO,
                            SshOutcome.Phase.CONNECT,
                            SshOutcome.Reason.REFUSED,
                            host.name() + ": connection refused",
                            "",
                            ""));
        } else {
            listener.output(Stream.STDOUT, answer.replace("NONCE", command.arguments().get(3)));
            listener.ended(new SshOutcome.Completed(Duration.ZERO, 0, "", "", false));
        }
        return () -> {};
    }

    @Override
    public int abandoned() {
        return 0;
    }
}
