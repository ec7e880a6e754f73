package dev.watchkeeper.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the user's ssh configuration says of one host.
///
/// @param hostName the name or address to connect to
/// @param user login name
/// @param port TCP port
/// @param identities `IdentityFile`, in their order
/// @param identitiesOnly `IdentitiesOnly`
/// @param agent `IdentityAgent`: a socket, `none`, or empty for the environment's
/// @param proxyJump `ProxyJump`, as it stands there
/// @param hostKeyAlias `HostKeyAlias`
/// @param knownHosts `UserKnownHostsFile` and `GlobalKnownHostsFile`
/// @param fault why the host cannot be reached with this configuration; empty when it can
public record SshConfigEntry(
        String hostName,
        Optional<String> user,
        OptionalInt port,
        List<Path> identities,
        boolean identitiesOnly,
        Optional<String> agent,
        Optional<String> proxyJump,
        Optional<String> hostKeyAlias,
        List<Path> knownHosts,
        Optional<String> fault) {
    public SshConfigEntry {
        identities = List.copyOf(identities);
        knownHosts = List.copyOf(knownHosts);
    }

    /// A configuration that says nothing of the host.
    public static SshConfigEntry plain(String hostName) {
        return new SshConfigEntry(
                hostName,
                Optional.empty(),
                OptionalInt.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
