package dev.watchkeeper.ssh;

import dev.watchkeeper.inventory.Host;

import java.time.Duration;

/// Runs commands on hosts. Every call ends at its deadline, whatever the network or the host does.
public interface Remote {
    /// Runs one command to its end. Returns at the latest `limit` after the call (plus scheduling),
    /// with the phase that it ended in.
    ///
    /// At most one operation a host runs at a time; waiting for that place counts against no limit
    /// of the host's, but is bounded by `limit` too and reported as [SshOutcome.Reason#BUSY].
    SshOutcome run(Host host, RemoteCommand command, Duration limit);

    /// Starts a command whose output is wanted live. Never blocks; the outcome arrives at the
    /// listener, exactly once, at the latest `limit` after the start.
    RunningCommand start(Host host, RemoteCommand command, Duration limit, OutputListener listener);

    /// Operations that were given up at their deadline and whose threads have not ended yet.
    int abandoned();

    /// Hears the output of a running command, on a thread of the operation's; must return quickly.
    interface OutputListener {
        /// Text as it comes, decoded as UTF-8 with replacement, control characters not yet escaped.
        void output(Stream stream, String text);

        void ended(SshOutcome outcome);
    }

    /// Where output came from.
    enum Stream {
        STDOUT,
        STDERR
    }

    /// A command that is under way.
    interface RunningCommand {
        /// Ends it: asks the wrapper on the host to end the process group, closes the connection at
        /// the latest one second later, and reports [SshOutcome.Reason#CANCELLED]. Never blocks.
        void cancel();
    }
}
