package dev.watchkeeper.ssh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Public keys as SSH encodes them: RFC 4253, section 6.6.
final class HostKeys {
    private static final int MAX_TYPE = 64;

    private HostKeys() {}

    /// The key type that a blob names; `unknown` when it names none.
    static String typeOf(byte[] blob) {
        if (blob.length < 4) {
            return "unknown";
        }
        int length = java.nio.ByteBuffer.wrap(blob).getInt();
        boolean plausible = length > 0 && length <= Math.min(MAX_TYPE, blob.length - 4);
        String type =
                plausible
                        ? new String(
                                Arrays.copyOfRange(blob, 4, 4 + length), StandardCharsets.US_ASCII)
                        : "";
        return type.matches("[A-Za-z0-9@.-]+") ? type : "unknown";
    }

    /// `SHA256:` and unpadded base64, as `ssh-keygen -l` prints it.
    static String fingerprintOf(byte[] blob) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The fingerprint of a key in base64; the text itself, shortened, when it is none.
    static String fingerprintOf(String key) {
        try {
            return fingerprintOf(Base64.getDecoder().decode(key));
        } catch (IllegalArgumentException e) {
            return "an unreadable key";
        }
    }
}
