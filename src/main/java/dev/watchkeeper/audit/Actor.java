package dev.watchkeeper.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Who acts: `user@workstation`.
public final class Actor {
    private Actor() {}

    /// The user of this process on this machine. Asks no name service, which could hang.
    public static String ofThisProcess() {
        return System.getProperty("user.name", "unknown") + "@" + workstation();
    }

    private static String workstation() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("unknown");
        }
    }
}
