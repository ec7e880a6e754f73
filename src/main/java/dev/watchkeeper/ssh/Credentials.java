package dev.watchkeeper.ssh;

import java.nio.file.Path;
import java.util.Optional;

/// Secrets that were supplied beforehand. Asked within a deadline, so no method may block or
/// prompt: what is missing becomes [SshOutcome.Reason#KEY_LOCKED] or
/// [SshOutcome.Reason#AUTHENTICATION], and the operation can be repeated once a person has supplied
/// it.
public interface Credentials {
    /// The passphrase of a private key file.
    Optional<char[]> passphrase(Path identity);

    /// The password of a host, by its name in the fleet. It is tried once an attempt.
    Optional<char[]> password(String host);

    /// No secrets at all: keys without passphrase and the agent.
    static Credentials none() {
        return new SuppliedCredentials();
    }
}
