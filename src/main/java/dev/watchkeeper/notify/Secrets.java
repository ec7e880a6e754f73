package dev.watchkeeper.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads secrets anew each time they are used; they are never kept, logged or shown.
final class Secrets {
    private static final int MOST = 4_096;

    private Secrets() {}

    /// @throws IOException whose message names the file, and nothing of what is in it
    static String firstLine(Path file) throws IOException {
        byte[] content;
        try (var in = Files.newInputStream(file)) {
            content = in.readNBytes(MOST);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no secret file " + file, e);
        } catch (IOException e) {
            throw new IOException("the secret file " + file + " cannot be read", e);
        }
        String line =
                new String(content, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
        if (line.isEmpty() || line.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw new IOException("the secret file " + file + " has no secret in its first line");
        }
        return line;
    }
}
