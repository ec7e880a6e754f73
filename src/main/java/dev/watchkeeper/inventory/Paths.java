package dev.watchkeeper.inventory;

import java.nio.file.Path;

/// Resolves the file names of a fleet file: `~/` is the user's home, all else is relative to the
/// folder that the fleet file lies in.
record Paths(Path home, Path folder) {
    /// @throws java.nio.file.InvalidPathException if it is no file name
    Path resolve(String name) {
        return name.startsWith("~/")
                ? home.resolve(name.substring(2))
                : folder.resolve(name).normalize();
    }
}
