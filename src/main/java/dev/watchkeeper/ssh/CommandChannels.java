package dev.watchkeeper.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;

import java.util.List;
import java.util.concurrent.CancellationException;

/// Finds the channel for a command: over a session that stands, else over a new one.
final class CommandChannels {
    /// A session that died silently must leave time for a new one.
    private static final int KEPT_LIMIT_MILLIS = 2000;

    private final KeptSessions sessions;
    private final Connector connector;
    private final Execution execution;

    CommandChannels(KeptSessions sessions, Connector connector, Execution execution) {
        this.sessions = sessions;
        this.connector = connector;
        this.execution = execution;
    }

    Open open(Operation operation, String host, List<Target> route, byte[] text)
            throws SshFault, InterruptedException {
        Chain kept = sessions.take(host, route).orElse(null);
        if (kept != null) {
            operation.publish(kept);
            try {
                int limit = Math.min(KEPT_LIMIT_MILLIS, operation.remainingMillis() / 2);
                return open(operation, kept, text, Math.max(1, limit));
            } catch (CancellationException e) {
                throw e;
            } catch (JSchException | RuntimeException e) {
                kept.close();
            }
        }
        Chain fresh = connector.connect(operation, route);
        try {
            return open(operation, fresh, text, operation.remainingMillis());
        } catch (CancellationException e) {
            throw e;
        } catch (JSchException | RuntimeException e) {
            fresh.close();
            throw new SshFault(
                    SshOutcome.Reason.PROTOCOL, "the host opened no channel" + detailOf(e));
        }
    }

    private static String detailOf(Exception e) {
        // A runtime exception of JSch's says nothing about the host.
        return e instanceof RuntimeException ? "" : ": " + e.getMessage();
    }

    private Open open(Operation operation, Chain chain, byte[] text, int limitMillis)
            throws JSchException {
        return new Open(chain, execution.open(operation, chain.last(), text, limitMillis));
    }

    /// A channel in which nothing has begun, and the sessions below it.
    record Open(Chain chain, ChannelExec channel) {}
}
