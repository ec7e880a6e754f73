package dev.watchkeeper.ssh;

import java.util.List;

/// A host key that is not to be trusted as it stands.
///
/// @param kind what is wrong
/// @param host the name under which known_hosts was searched: `name`, or `[name]:port` for a port
///   other than 22
/// @param keyType such as `ssh-ed25519`
/// @param fingerprint of the key presented: `SHA256:` and unpadded base64, as `ssh-keygen -l`
///   prints it
/// @param known fingerprints of the keys that known_hosts has for the host; empty for an unknown
///   one
/// @param key the key presented, base64 of its blob, as known_hosts holds it
public record HostKeyProblem(
        Kind kind,
        String host,
        String keyType,
        String fingerprint,
        List<String> known,
        String key) {
    public HostKeyProblem {
        known = List.copyOf(known);
    }

    /// What is wrong with the key.
    public enum Kind {
        /// Never seen: may be accepted explicitly, after the fingerprint has been compared.
        UNKNOWN,
        /// Another key is known: a hard stop.
        CHANGED,
        /// Marked `@revoked`: a hard stop.
        REVOKED
    }
}
