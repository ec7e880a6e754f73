package dev.watchkeeper.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The head of the record, kept in a file of its own beside the database's folder: what makes a
/// record that was cut off at its end, or written anew as a whole, differ from what it was.
final class Anchor {
    private final Path file;

    Anchor(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path file() {
        return file;
    }

    /// The head that was written last; empty where there is no file or none that can be understood.
    Optional<Head> read() throws IOException {
        try {
            String[] words = Files.readString(file).strip().split(" ", 2);
            return words.length == 2 && words[0].matches("[0-9]{1,18}")
                    ? Optional.of(new Head(Long.parseLong(words[0]), words[1]))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Replaces the file: a crash leaves the old head or the new one.
    void write(Head head) throws IOException {
        Path folder = Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Path fresh = Files.createTempFile(folder, "audit", ".new");
        try {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                String line = head.number() + " " + head.hash() + "\n";
                channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// The last row: its number and its hash.
    record Head(long number, String hash) {
        static final Head NONE = new Head(0, "0".repeat(64));
    }
}
