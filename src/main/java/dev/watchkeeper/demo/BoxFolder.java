package dev.watchkeeper.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/// The private folder of a box, readable by its user only; closing deletes it with all that is in
/// it.
final class BoxFolder implements AutoCloseable {
    private static final String STATE = "state";

    private final Path path;

    private BoxFolder(Path path) {
        this.path = path;
    }

    static BoxFolder create() throws IOException {
        Path path = Files.createTempDirectory("watchkeeper-demo-");
        Files.createDirectory(path.resolve(STATE));
        return new BoxFolder(path);
    }

    Path path() {
        return path;
    }

    Path state() {
        return path.resolve(STATE);
    }

    /// Copies the files, but not the state, with their permissions.
    void copyFilesTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Path file : files()) {
            Files.copy(
                    file,
                    directory.resolve(file.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private List<Path> files() throws IOException {
        try (var entries = Files.list(path)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (var entries = Files.walk(path)) {
            all = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : all) {
            Files.deleteIfExists(entry);
        }
    }
}
