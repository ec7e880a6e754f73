package dev.watchkeeper.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /// At most a little more than 10 MiB of the file; empty when it cannot be read.
    Optional<byte[]> content() {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(path)) {
            return Optional.of(in.readNBytes(YamlTree.MOST_CHARACTERS + 1));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Lower-case hexadecimal SHA-256.
    static String fingerprint(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public FleetReading read(FleetReader reader) {
        return reader.read(path);
    }
}
