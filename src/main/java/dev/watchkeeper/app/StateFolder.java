package dev.watchkeeper.app;

import ch.qos.logback.core.PropertyDefinerBase;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where logs and locks lie: the state folder of the XDG Base Directory Specification. The system
/// property [#PROPERTY] goes first, so that the demo leaves the user's folders alone. Logback asks
/// it for the log file's place before the first line is logged.
public final class StateFolder extends PropertyDefinerBase {
    /// Names the folder itself, in place of `$XDG_STATE_HOME/watchkeeper`.
    public static final String PROPERTY = "watchkeeper.state";

    /// Made by Logback.
    public StateFolder() {}

    @Override
    public String getPropertyValue() {
        Path home =
                Folders.home(System.getProperty("user.home", ""), System.getenv())
                        .orElse(Path.of("/nonexistent"));
        return locate(Optional.ofNullable(System.getProperty(PROPERTY)), System.getenv(), home)
                .toString();
    }

    /// @param named the folder that goes first
    /// @param environment the process's environment variables
    /// @param home the user's home folder
    static Path locate(Optional<String> named, Map<String, String> environment, Path home) {
        return named.filter(n -> !n.isEmpty())
                .map(Path::of)
                .orElseGet(() -> standard(environment, home));
    }

    private static Path standard(Map<String, String> environment, Path home) {
        Path configured = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        Path folder =
                configured.isAbsolute() ? configured : home.resolve(".local").resolve("state");
        return folder.resolve("watchkeeper");
    }
}
