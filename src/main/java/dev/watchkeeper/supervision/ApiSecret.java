package dev.watchkeeper.supervision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.ApiReply.Why;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Optional;

/// Makes the `Authorization` of an access from the first line of its secret's file, which is read
/// each time: what is changed there counts at once, and nothing keeps it.
final class ApiSecret {
    private static final int MOST_BYTES = 1 << 16;

    private ApiSecret() {}

    /// The header's value; empty where no secret is configured. No text in it tells the secret.
    static ApiReply<Optional<String>> authorization(WebAccess access) {
        if (access.secret().isEmpty()) {
            return new ApiReply.Answered<>(Optional.empty(), Optional.empty());
        }
        Path file = access.secret().get();
        return firstLine(file).map(line -> Optional.of(value(access.user(), line)));
    }

    private static String value(Optional<String> user, String secret) {
        return user.map(u ->
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((u + ":" + secret).getBytes(UTF_8)))
                .orElse("Bearer " + secret);
    }

    private static ApiReply<String> firstLine(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_READ)) {
                return refused(file, "may be read by everybody: chmod 600 it");
            }
            byte[] bytes;
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MOST_BYTES);
            }
            String line = new String(bytes, UTF_8).lines().findFirst().orElse("").strip();
            if (line.isEmpty()) {
                return refused(file, "has nothing in its first line");
            }
            // A header cannot carry them.
            return line.chars().anyMatch(Character::isISOControl)
                    ? refused(file, "has control characters in its first line")
                    : new ApiReply.Answered<>(line, Optional.empty());
        } catch (NoSuchFileException _) {
            return refused(file, "does not exist");
        } catch (AccessDeniedException _) {
            return refused(file, "may not be read");
        } catch (IOException _) {
            return refused(file, "cannot be read");
        }
    }

    private static ApiReply<String> refused(Path file, String why) {
        return ApiReply.failed(Why.SECRET, "the secret's file " + file + " " + why);
    }
}
