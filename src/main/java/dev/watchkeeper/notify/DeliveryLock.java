package dev.watchkeeper.notify;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Sees to it that of all consoles of a user one delivers. The lock is the kernel's and ends with
/// the process, however that ends.
final class DeliveryLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLock.class);

    private final Path file;
    private Optional<FileChannel> held = Optional.empty();

    DeliveryLock(Path file) {
        this.file = file;
    }

    /// Whether it is held, now or since earlier.
    boolean take() {
        if (held.isEmpty()) {
            held = taken();
        }
        return held.isPresent();
    }

    private Optional<FileChannel> taken() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel).isPresent()) {
                return Optional.of(channel);
            }
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock of the notifications cannot be had", e);
        }
        return Optional.empty();
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (held.isPresent()) {
            held.get().close();
            held = Optional.empty();
        }
    }
}
