package dev.watchkeeper.ssh;

import java.time.Duration;

/// How a remote operation ended.
public sealed interface SshOutcome {
    Duration took();

    /// The command ran and its exit status is known.
    ///
    /// @param exitStatus 0..255, or -1 when a signal ended it
    /// @param stdout decoded as UTF-8 with replacement; hostile text
    /// @param stderr likewise
    /// @param truncated whether the caps cut the output
    record Completed(Duration took, int exitStatus, String stdout, String stderr, boolean truncated)
            implements SshOutcome {
        public boolean succeeded() {
            return exitStatus == 0;
        }
    }

    /// The operation did not get to a known exit status.
    ///
    /// @param phase where it ended
    /// @param reason why
    /// @param text one sentence for a person, already free of control characters; names the hop
    ///   where there are several
    /// @param stdout what had come by then, under the same caps
    /// @param stderr likewise
    record Failed(
            Duration took, Phase phase, Reason reason, String text, String stdout, String stderr)
            implements SshOutcome {
        /// Whether the command may have begun, so that its outcome on the host is unknown.
        public boolean outcomeUnknown() {
            return phase.compareTo(Phase.RUN) >= 0;
        }
    }

    /// A host key that is not in known_hosts, or is another one there. Nothing was sent but the key
    /// exchange.
    ///
    /// @param hostKey what was presented, and what was expected
    record KeyRefused(Duration took, HostKeyProblem hostKey) implements SshOutcome {}

    /// The steps of an operation, in their order.
    enum Phase {
        WAIT("waiting for its turn"),
        RESOLVE("resolving the name"),
        CONNECT("connecting"),
        KEY_EXCHANGE("exchanging keys"),
        AUTHENTICATE("authenticating"),
        OPEN("opening the channel"),
        RUN("running the command"),
        DRAIN("reading the rest of its output");

        private final String label;

        Phase(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// Why an operation failed.
    enum Reason {
        TIMED_OUT,
        NAME_NOT_RESOLVED,
        REFUSED,
        UNREACHABLE,
        RESET,
        NOT_SSH,
        PROTOCOL,
        /// The host offers only algorithms that are not safe.
        INSECURE,
        AUTHENTICATION,
        /// A private key could not be used: no passphrase, a wrong one, or an agent that does not
        /// sign.
        KEY_LOCKED,
        /// The connection ended while the command ran.
        LOST,
        CANCELLED,
        /// An earlier operation on the host was still pending.
        BUSY,
        /// The configuration cannot work: an unknown jump host, an unreadable identity file.
        CONFIGURATION,
        /// This workstation has no network at all.
        OFFLINE,
        /// A fault of ours.
        BROKEN
    }
}
