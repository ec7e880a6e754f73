package dev.watchkeeper.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What holds for all hosts.
///
/// @param user login name where neither fleet file nor ssh configuration name one
/// @param defaultIdentities private key files that are tried where none is configured
/// @param agent the socket of the user's ssh-agent
/// @param concurrent the most operations at a time, over all hosts
/// @param idle how long a session is kept for the next operation
public record SshSettings(
        String user,
        List<Path> defaultIdentities,
        Optional<Path> agent,
        int concurrent,
        Duration idle) {
    public static final int DEFAULT_CONCURRENT = 32;
    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(5);

    public SshSettings {
        defaultIdentities = List.copyOf(defaultIdentities);
        if (user.isEmpty() || concurrent < 1 || idle.isNegative()) {
            throw new IllegalArgumentException("a user, a place and an idle time are needed");
        }
    }

    /// OpenSSH's defaults for a user.
    ///
    /// @param home the user's home folder
    /// @param user the user's name here
    /// @param agent the value of `SSH_AUTH_SOCK`
    public static SshSettings ofUser(Path home, String user, Optional<Path> agent) {
        Path folder = home.resolve(".ssh");
        return new SshSettings(
                user,
                List.of(
                        folder.resolve("id_rsa"),
                        folder.resolve("id_ecdsa"),
                        folder.resolve("id_ed25519")),
                agent,
                DEFAULT_CONCURRENT,
                DEFAULT_IDLE);
    }
}
