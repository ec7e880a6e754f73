package dev.watchkeeper.ssh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The user's ssh configuration. Its `StrictHostKeyChecking` is never asked for.
public interface SshConfig {
    /// Returns what is configured for a name; blocks for two seconds at most and can be
    /// interrupted.
    SshConfigEntry of(String alias) throws InterruptedException;

    /// No configuration: every name stands for itself.
    static SshConfig none() {
        return SshConfigEntry::plain;
    }

    /// The configuration that OpenSSH would use, asked from `ssh -G` where there is an `ssh`, and
    /// read from `~/.ssh/config` otherwise.
    ///
    /// @param home the user's home folder
    /// @param path the value of `PATH`
    static SshConfig ofUser(Path home, String path) {
        Optional<Path> ssh =
                Arrays.stream(path.split(java.io.File.pathSeparator, -1))
                        .filter(folder -> folder.startsWith("/"))
                        .map(folder -> Path.of(folder, "ssh"))
                        .filter(Files::isExecutable)
                        .findFirst();
        return new OpenSshConfig(ssh, Optional.empty(), home);
    }
}
