package dev.watchkeeper.audit;

import dev.watchkeeper.storage.Database;
import dev.watchkeeper.storage.Schema;
import dev.watchkeeper.storage.StorageException;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The record in an SQLite file of its own, which nothing ever prunes. Several consoles may append
/// to one file at once and keep one chain.
///
/// The number and hash of the last row are kept in a second file. It is moved on only while it fits
/// the rows, so that a record that was tampered with stays recognizable.
public final class SqliteAuditLog implements AuditLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteAuditLog.class);
    private static final Schema SCHEMA = new Schema("db/audit", 1);

    private final Database database;
    private final Anchor anchor;
    private final String actor;
    private final InstantSource clock;

    private SqliteAuditLog(Database database, Anchor anchor, String actor, InstantSource clock) {
        this.database = database;
        this.anchor = anchor;
        this.actor = actor;
        this.clock = clock;
    }

    /// Opens the record; makes it where it is absent.
    ///
    /// @param file the database, in the XDG data folder
    /// @param anchorFile where the head is kept, in the XDG state folder
    /// @param actor see [Actor]
    /// @throws StorageException if it cannot be used
    public static SqliteAuditLog open(
            Path file, Path anchorFile, String actor, InstantSource clock) {
        return new SqliteAuditLog(
                Database.open(file, SCHEMA), new Anchor(anchorFile), actor, clock);
    }

    @Override
    public String intent(String subject, String text) {
        String action = UUID.randomUUID().toString();
        append(AuditEntry.Kind.INTENT, action, subject, text);
        return action;
    }

    @Override
    public void outcome(String action, String subject, String text) {
        append(AuditEntry.Kind.OUTCOME, action, subject, text);
    }

    @Override
    public List<AuditEntry> newest(int limit) {
        try {
            return database.read(handle ->
                    handle.createQuery("SELECT * FROM audit ORDER BY number DESC LIMIT :limit")
                            .bind("limit", limit)
                            .map(Row.MAPPER)
                            .map(Row::entry)
                            .list());
        } catch (StorageException e) {
            throw new AuditException("the audit record cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public AuditVerdict verify() {
        try {
            // In one transaction, so that the anchor cannot move on in between.
            return database.write(this::verify);
        } catch (StorageException | UncheckedIOException e) {
            throw new AuditException("the audit record cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    private AuditVerdict verify(Handle handle) {
        try (var rows =
                handle.createQuery("SELECT * FROM audit ORDER BY number")
                        .map(Row.MAPPER)
                        .iterator()) {
            return new Verification().of(rows, anchor.read(), anchor.file().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(AuditEntry.Kind kind, String action, String subject, String text) {
        try {
            database.change(handle -> insert(handle, kind, action, subject, text));
        } catch (StorageException e) {
            throw new AuditException("the audit record cannot be written: " + e.getMessage(), e);
        }
        try {
            database.change(this::moveAnchor);
        } catch (StorageException | UncheckedIOException e) {
            // The row is safe; only a cut at the end would go unnoticed until the next one.
            LOG.warn("The head of the audit record could not be kept in {}", anchor.file(), e);
        }
    }

    private void insert(
            Handle handle, AuditEntry.Kind kind, String action, String subject, String text) {
        Anchor.Head head = head(handle);
        Row row =
                new Row(
                                head.number() + 1,
                                clock.instant().toString(),
                                kind.name(),
                                action,
                                actor,
                                withoutNul(subject),
                                withoutNul(text),
                                "")
                        .chainedTo(head.hash());
        handle.execute(
                "INSERT INTO audit (number, at, kind, action, actor, subject, text, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row.number(),
                row.at(),
                row.kind(),
                row.action(),
                row.actor(),
                row.subject(),
                row.text(),
                row.hash());
    }

    private void moveAnchor(Handle handle) {
        try {
            Anchor.Head head = head(handle);
            Optional<Anchor.Head> kept = anchor.read();
            boolean fits = kept.map(k -> hashOf(handle, k.number()).equals(k.hash())).orElse(false);
            if (fits || (kept.isEmpty() && head.number() <= 2)) {
                anchor.write(head);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Anchor.Head head(Handle handle) {
        return handle.createQuery("SELECT * FROM audit ORDER BY number DESC LIMIT 1")
                .map(Row.MAPPER)
                .findOne()
                .map(Row::head)
                .orElse(Anchor.Head.NONE);
    }

    private static String hashOf(Handle handle, long number) {
        return handle.createQuery("SELECT hash FROM audit WHERE number = :number")
                .bind("number", number)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    /// SQLite ends a text at NUL.
    private static String withoutNul(String text) {
        return text.replace('\0', '\u2400');
    }
}
