package dev.watchkeeper.storage;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// Finds out the version of a file's schema without touching the file or anything beside it.
final class SchemaVersion {
    private SchemaVersion() {}

    /// The version, or 0 for a file that is absent or has no schema yet.
    static int of(Path file) throws IOException, SQLException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return 0;
        }
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return Files.exists(log) && Files.size(log) > 0 ? ofCopy(file, log) : read(file);
    }

    // What is only in the log cannot be seen without the shared-memory file, which would be
    // written:
    // hence a copy.
    private static int ofCopy(Path file, Path log) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("watchkeeper-schema");
        Path copy = folder.resolve("copy.db");
        try {
            Files.copy(file, copy);
            Files.copy(log, folder.resolve("copy.db-wal"));
            try (Connection c = new SQLiteConfig().createConnection("jdbc:sqlite:" + copy)) {
                return read(c);
            }
        } finally {
            for (String name : new String[] {"copy.db", "copy.db-wal", "copy.db-shm", ""}) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    private static int read(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        // Immutable: no locks are taken and no file beside it is made (sqlite.org/uri.html).
        String url = "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1&mode=ro";
        try (Connection c = config.createConnection(url)) {
            return read(c);
        }
    }

    private static int read(Connection connection) throws SQLException {
        int user = number(connection, "PRAGMA user_version");
        boolean migrated =
                number(
                                connection,
                                "SELECT count(*) FROM sqlite_schema WHERE name ="
                                        + " 'flyway_schema_history'")
                        > 0;
        return migrated
                ? Math.max(
                        user,
                        number(
                                connection,
                                "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history"
                                        + " WHERE success"))
                : user;
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
