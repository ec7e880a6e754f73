package dev.watchkeeper.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The bytes of one certificate as a server sent them, known by their SHA-256.
final class Der {
    private final byte[] bytes;
    private final String sha256;

    private Der(byte[] bytes, String sha256) {
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /// Takes a copy.
    static Der of(byte[] bytes) {
        return new Der(bytes.clone(), sha256Of(bytes));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int size() {
        return bytes.length;
    }

    String sha256() {
        return sha256;
    }

    /// Lower-case hexadecimal.
    static String sha256Of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Der that && sha256.equals(that.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return size() + " bytes, SHA-256 " + sha256;
    }
}
