package dev.watchkeeper.audit;

import org.jdbi.v3.core.mapper.RowMapper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// One row as the file holds it, which may have been edited.
record Row(
        long number,
        String at,
        String kind,
        String action,
        String actor,
        String subject,
        String text,
        String hash) {
    static final RowMapper<Row> MAPPER =
            (rows, context) ->
                    new Row(
                            rows.getLong("number"),
                            rows.getString("at"),
                            rows.getString("kind"),
                            rows.getString("action"),
                            rows.getString("actor"),
                            rows.getString("subject"),
                            rows.getString("text"),
                            rows.getString("hash"));

    /// The same row with the hash that follows from the previous row's: SHA-256 over the previous
    /// hash and all fields in their order, each as its length in UTF-8 bytes (32 bits, big-endian)
    /// and its bytes, so that no two rows have the same encoding.
    Row chainedTo(String previousHash) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            List<String> fields =
                    List.of(
                            previousHash,
                            String.valueOf(number),
                            at,
                            kind,
                            action,
                            actor,
                            subject,
                            text);
            for (String field : fields) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
            String chained = HexFormat.of().formatHex(digest.digest());
            return new Row(number, at, kind, action, actor, subject, text, chained);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Anchor.Head head() {
        return new Anchor.Head(number, hash);
    }

    AuditEntry entry() {
        try {
            return new AuditEntry(
                    number,
                    Instant.parse(at),
                    AuditEntry.Kind.valueOf(kind),
                    action,
                    actor,
                    subject,
                    text,
                    hash);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new AuditLog.AuditException("row " + number + " of the record was edited", e);
        }
    }
}
