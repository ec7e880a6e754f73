package dev.watchkeeper.inventory;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the fleet file lies.
///
/// @param path the file, whether it exists or not
public record FleetFile(Path path) {
    /// The given file, otherwise `watchkeeper/fleet.yaml` in the configuration folder of the XDG
    /// Base Directory Specification: `$XDG_CONFIG_HOME` where it is absolute, `~/.config` where it
    /// is not.
    ///
    /// @param environment the process's environment variables
    /// @param home the user's home folder
    public static FleetFile locate(
            Optional<Path> given, Map<String, String> environment, Path home) {
        return new FleetFile(given.orElseGet(() -> standard(environment, home)));
    }

    private static Path standard(Map<String, String> environment, Path home) {
        Path configured = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        Path folder = configured.isAbsolute() ? configured : home.resolve(".config");
        return folder.resolve("watchkeeper").resolve("fleet.yaml");
    }

    public FleetReading read(FleetReader reader) {
        return reader.read(path);
    }
}
