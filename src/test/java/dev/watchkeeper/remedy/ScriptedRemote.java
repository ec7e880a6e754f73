package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A host whose scripts print what the test says, one reply a script: for outcomes that no machine
/// gives on demand.
final class ScriptedRemote implements Remote {
    private final Deque<List<String>> replies = new ArrayDeque<>();

    /// The next script prints these lines, each behind its nonce.
    ScriptedRemote reply(String... lines) {
        replies.addLast(List.of(lines));
        return this;
    }

    /// How many replies nobody has asked for.
    int left() {
        return replies.size();
    }

    @Override
    public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
        throw new UnsupportedOperationException("remedies start commands");
    }

    @Override
    public RunningCommand start(
            Host host, RemoteCommand command, Duration limit, OutputListener listener) {
        String nonce = command.arguments().get(3);
        replies.removeFirst().forEach(l -> listener.output(Stream.STDOUT, nonce + " " + l + "\n"));
        listener.ended(new SshOutcome.Completed(Duration.ofMillis(1), 0, "", "", false));
        return () -> {};
    }

    @Override
    public int abandoned() {
        return 0;
    }
}
