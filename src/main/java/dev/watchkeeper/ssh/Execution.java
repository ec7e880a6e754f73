package dev.watchkeeper.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/// Runs one command over a session that stands.
final class Execution {
    private static final long POLL_MILLIS = 250;
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final CommandWrapper wrapper;
    private final Closing closing;

    Execution(CommandWrapper wrapper, Closing closing) {
        this.wrapper = wrapper;
        this.closing = closing;
    }

    /// Opens a channel with the wrapper waiting for its text in it. Nothing has begun when this
    /// fails.
    ChannelExec open(Operation operation, Session session, byte[] text, int limitMillis)
            throws JSchException {
        operation.enter(SshOutcome.Phase.OPEN);
        var channel = (ChannelExec) session.openChannel("exec");
        channel.setCommand(CommandWrapper.execLine(text.length));
        channel.setAgentForwarding(false);
        channel.setXForwarding(false);
        channel.setOutputStream(operation.output().stdoutSink());
        channel.setExtOutputStream(operation.output().stderrSink());
        channel.connect(limitMillis);
        return channel;
    }

    byte[] textOf(Operation operation, RemoteCommand command) {
        return wrapper.text(command, operation.output().nonce(), operation.remaining());
    }

    /// Sends the command and waits for its end.
    SshOutcome run(Operation operation, ChannelExec channel, byte[] text)
            throws InterruptedException {
        operation.enter(SshOutcome.Phase.RUN);
        try {
            OutputStream stdin = channel.getOutputStream();
            stdin.write(text);
            stdin.flush();
            operation.endedBy(stdin);
            await(operation, channel);
            return outcome(operation, channel);
        } catch (IOException e) {
            return lost(operation);
        } finally {
            closing.inBackground(channel::disconnect);
        }
    }

    /// Waits for the end mark, the end of the channel or a flood. A shell that was killed leaves no
    /// mark, and a child of it may hold the channel open: then the exit status has to do.
    private static void await(Operation operation, ChannelExec channel)
            throws InterruptedException {
        Output output = operation.output();
        while (!output.await(POLL_MILLIS)) {
            if (output.exitStatus().isPresent() || channel.getExitStatus() >= 0) {
                operation.enter(SshOutcome.Phase.DRAIN);
                output.await(DRAIN.toMillis());
                return;
            }
        }
    }

    private static SshOutcome outcome(Operation operation, ChannelExec channel) {
        Output output = operation.output();
        OptionalInt status = output.exitStatus();
        if (operation.isCancelled()) {
            return operation.failed(
                    SshOutcome.Reason.CANCELLED, "cancelled; the command was ended on the host");
        }
        if (status.isPresent()) {
            return completed(operation, status.getAsInt());
        }
        if (output.isFlooded()) {
            return operation.failed(
                    SshOutcome.Reason.PROTOCOL, "endless output; the command was ended");
        }
        int code = channel.getExitStatus();
        String signal = channel.getExitSignal();
        if (code < 0 && (signal == null || signal.isEmpty())) {
            return lost(operation);
        }
        return output.hasBegun() ? completed(operation, code) : notBegun(operation, code);
    }

    private static SshOutcome completed(Operation operation, int status) {
        Output output = operation.output();
        return new SshOutcome.Completed(
                operation.took(), status, output.stdout(), output.stderr(), output.isTruncated());
    }

    private static SshOutcome notBegun(Operation operation, int code) {
        operation.enter(SshOutcome.Phase.OPEN);
        String said = operation.output().noise().lines().findFirst().orElse("nothing");
        return operation.failed(
                SshOutcome.Reason.CONFIGURATION,
                "the login shell did not start the command: exit status "
                        + code
                        + ", it said: "
                        + said);
    }

    private static SshOutcome lost(Operation operation) {
        return operation.failed(
                SshOutcome.Reason.LOST,
                "the connection ended while the command ran; its outcome is unknown");
    }
}
