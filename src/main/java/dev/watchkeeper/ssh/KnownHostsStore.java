package dev.watchkeeper.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Adds lines to the own known_hosts file: the whole file is written anew, synced and renamed into
/// place, under a lock that other processes honour. A symbolic link stays one, permissions stay.
final class KnownHostsStore {
    // File locks are held for the whole process: threads of this one must take turns themselves.
    private static final Object TURN = new Object();

    private final Path path;

    KnownHostsStore(Path path) {
        this.path = path;
    }

    /// Adds a line if it is still wanted once the lock is held.
    void add(String line, Wish wanted) throws IOException {
        synchronized (TURN) {
            Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            Path folder = file.resolveSibling(".");
            Files.createDirectories(folder);
            Path lock = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                if (held.isValid() && wanted.holds()) {
                    rewrite(file, line);
                }
            }
        }
    }

    /// Whether a line is still wanted.
    interface Wish {
        /// @throws IOException if it must not be added
        boolean holds() throws IOException;
    }

    private static void rewrite(Path file, String line) throws IOException {
        String before = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        byte[] text = (before + gap + line + "\n").getBytes(StandardCharsets.UTF_8);
        Path next = Files.createTempFile(file.resolveSibling("."), ".known_hosts", null);
        try {
            write(next, text);
            if (isPosix(file)) {
                Files.setPosixFilePermissions(next, permissionsOf(file));
            }
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static void write(Path next, byte[] text) throws IOException {
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Set<PosixFilePermission> permissionsOf(Path file) throws IOException {
        return Files.exists(file)
                ? Files.getPosixFilePermissions(file)
                : PosixFilePermissions.fromString("rw-------");
    }
}
