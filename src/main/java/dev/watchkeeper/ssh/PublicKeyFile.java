package dev.watchkeeper.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// The `.pub` file beside a private key: tells which of the agent's keys it is, without opening it.
final class PublicKeyFile {
    private static final int MAX_BYTES = 1 << 16;

    private PublicKeyFile() {}

    static Optional<byte[]> blobOf(Path identity) {
        Path file = Path.of(identity + ".pub");
        try {
            if (!Files.isReadable(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            String[] words =
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split(" ", 3);
            return words.length < 2
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(words[1].strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
