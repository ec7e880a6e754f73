package dev.watchkeeper.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where things lie: the XDG Base Directory Specification.
///
/// @param home the user's home folder
/// @param config known_hosts of accepted keys; the fleet file's usual place
/// @param data the databases
/// @param state the log, the lock, the audit record's anchor
/// @param runtime the socket by which a second start finds the first
record Folders(Path home, Path config, Path data, Path state, Path runtime) {
    private static final String NAME = "watchkeeper";

    /// The user's home folder as the system knows it, else as `$HOME` names it.
    ///
    /// @param known what Java found in the password database, `?` or empty when nothing
    static Optional<Path> home(String known, Map<String, String> environment) {
        return Stream.of(known, environment.getOrDefault("HOME", ""))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .findFirst();
    }

    static Folders ofUser(Map<String, String> environment, Path home) {
        Path state =
                StateFolder.locate(
                        Optional.ofNullable(System.getProperty(StateFolder.PROPERTY)),
                        environment,
                        home);
        return new Folders(
                home,
                folder(environment, "XDG_CONFIG_HOME")
                        .orElse(home.resolve(".config"))
                        .resolve(NAME),
                folder(environment, "XDG_DATA_HOME")
                        .orElse(home.resolve(".local/share"))
                        .resolve(NAME),
                state,
                folder(environment, "XDG_RUNTIME_DIR").map(f -> f.resolve(NAME)).orElse(state));
    }

    /// All in one private folder, as a demo wants it.
    static Folders allIn(Path folder) {
        return new Folders(folder, folder, folder, folder, folder);
    }

    /// The same with the place of the window apart from the user's own.
    Folders ofDemo() {
        return new Folders(home, config, data, state.resolve("demo"), runtime.resolve("demo"));
    }

    /// The specification says that a path that is not absolute is to be ignored.
    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
