package dev.watchkeeper.storage;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;

/// A file that cannot be used as it stands. The message is one sentence for a person and names the
/// file.
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    StorageException(Kind kind, Path file, String text) {
        super(file + " " + text);
        this.kind = kind;
    }

    private StorageException(Kind kind, Path file, Throwable cause) {
        super(file + " " + kind.text, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// Names the kind of a failure by what SQLite said, wherever in the chain of causes.
    static StorageException of(Path file, Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException sqlite) {
                return new StorageException(kindOf(sqlite.getResultCode()), file, failure);
            }
        }
        return new StorageException(Kind.BROKEN, file, failure);
    }

    private static Kind kindOf(SQLiteErrorCode code) {
        // The low byte is the primary code (sqlite.org/rescode.html).
        return switch (code.code & 0xff) {
            case 5, 6 -> Kind.LOCKED;
            case 13 -> Kind.FULL;
            case 3, 8, 14 -> Kind.NOT_WRITABLE;
            case 11, 26 -> Kind.DAMAGED;
            default -> Kind.BROKEN;
        };
    }

    /// Why a file cannot be used.
    public enum Kind {
        /// Written by a newer console. Nothing was changed.
        NEWER_SCHEMA("was written by a newer version of the console"),
        /// On NFS, SMB or the like, where SQLite's locks do not hold.
        NETWORK("is on a network file system"),
        LOCKED("is locked by another program"),
        FULL("could not be written: the disk is full; nothing was saved by halves"),
        NOT_WRITABLE("cannot be opened for writing"),
        DAMAGED("is damaged, or no database of the console's"),
        BROKEN("could not be used");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }
}
