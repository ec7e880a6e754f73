package dev.watchkeeper.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One hop, with everything decided: fleet file over ssh configuration over defaults.
///
/// @param name as the fleet calls it, for messages
/// @param hostName name or address to connect to
/// @param port TCP port
/// @param user login name
/// @param identities private key files to try, in their order; those that do not exist are skipped
/// @param requiredIdentity whether the first identity was named in the fleet file, so that it must
///   be readable
/// @param identitiesOnly whether other keys of the agent are not to be offered
/// @param agent the agent's socket
/// @param keyAlias the name for known_hosts instead of the host name
/// @param knownHosts further known_hosts files
record Target(
        String name,
        String hostName,
        int port,
        String user,
        List<Path> identities,
        boolean requiredIdentity,
        boolean identitiesOnly,
        Optional<Path> agent,
        Optional<String> keyAlias,
        List<Path> knownHosts) {
    Target {
        identities = List.copyOf(identities);
        knownHosts = List.copyOf(knownHosts);
    }

    /// The name under which known_hosts is searched.
    String keyName() {
        String plain = keyAlias.orElse(hostName).toLowerCase(Locale.ROOT);
        return keyAlias.isPresent() || port == 22 ? plain : "[" + plain + "]:" + port;
    }

    String where() {
        return hostName + " port " + port;
    }
}
