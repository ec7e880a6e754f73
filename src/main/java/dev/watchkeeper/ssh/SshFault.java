package dev.watchkeeper.ssh;

import org.jspecify.annotations.Nullable;

/// Ends an attempt inside this package; it becomes a value before it leaves.
final class SshFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final SshOutcome.Reason reason;
    private final transient @Nullable HostKeyProblem hostKey;

    SshFault(SshOutcome.Reason reason, String text) {
        super(text);
        this.reason = reason;
        this.hostKey = null;
    }

    SshFault(HostKeyProblem hostKey) {
        super("the host key of " + hostKey.host() + " is not trusted");
        this.reason = SshOutcome.Reason.AUTHENTICATION;
        this.hostKey = hostKey;
    }

    static SshFault configuration(String text) {
        return new SshFault(SshOutcome.Reason.CONFIGURATION, text);
    }

    SshOutcome.Reason reason() {
        return reason;
    }

    @Nullable HostKeyProblem hostKey() {
        return hostKey;
    }

    String text() {
        String text = getMessage();
        return text == null ? reason.name() : text;
    }
}
