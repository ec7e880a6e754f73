package dev.watchkeeper.storage;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// One SQLite file, open for writing. What [#write] has returned from survives a crash and a power
/// cut; what it has thrown from left nothing behind.
///
/// Other processes may have the same file open: writers take turns, each for at most five seconds.
public final class Database implements AutoCloseable {
    private static final String WINDOW_THREAD = "JavaFX Application Thread";
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    private final Path file;
    private final Connection connection;
    private final Jdbi jdbi;
    private final ReentrantLock turn = new ReentrantLock();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        jdbi = Jdbi.create(connection);
    }

    /// Opens a file and brings its schema to the version given; makes the file and its folder where
    /// they are absent, readable for the user alone.
    ///
    /// @throws StorageException if it cannot be used; a file with a newer schema is then as it was
    public static Database open(Path file, Schema schema) {
        return open(file, schema, MountTable.read(Path.of("/proc/self/mounts")));
    }

    static Database open(Path file, Schema schema, MountTable mounts) {
        refuseWindowThread();
        try {
            Path place = placeOf(file);
            refuseNetwork(place, mounts);
            int version = SchemaVersion.of(place);
            if (version > schema.version()) {
                throw new StorageException(
                        StorageException.Kind.NEWER_SCHEMA,
                        place,
                        "was written by a newer version of the console (schema %d, this one knows %d); nothing was changed"
                                .formatted(version, schema.version()));
            }
            if (version < schema.version()) {
                migrate(place, schema);
            }
            return new Database(place, config().createConnection(url(place)));
        } catch (SQLException | IOException | FlywayException e) {
            throw StorageException.of(file, e);
        }
    }

    /// Reads.
    ///
    /// @throws StorageException if it cannot be read
    public <T> T read(Function<Handle, T> work) {
        return inTurn(() -> jdbi.withHandle(work::apply));
    }

    /// Runs the work in one transaction that no other writer can enter, and returns when its
    /// changes are on the disk.
    ///
    /// @throws StorageException if they are not; nothing of them is there then
    public <T> T write(Function<Handle, T> work) {
        return inTurn(() -> jdbi.inTransaction(work::apply));
    }

    /// As [#write].
    public void change(Consumer<Handle> work) {
        inTurn(() -> {
            jdbi.useTransaction(work::accept);
            return true;
        });
    }

    /// Waits for a write that is under way, then closes the file.
    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw StorageException.of(file, e);
        } finally {
            turn.unlock();
        }
    }

    /// Refuses the JavaFX application thread: a disk that is slow must never freeze the window.
    ///
    /// @throws IllegalStateException on that thread
    public static void refuseWindowThread() {
        if (WINDOW_THREAD.equals(Thread.currentThread().getName())) {
            throw new IllegalStateException("the database is not to be used on the JavaFX thread");
        }
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        refuseWindowThread();
        turn.lock();
        try {
            return work.get();
        } catch (JdbiException e) {
            throw StorageException.of(file, e);
        } finally {
            turn.unlock();
        }
    }

    private static Path placeOf(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("no folder: " + file);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        return folder.toRealPath().resolve(absolute.getFileName());
    }

    private static void refuseNetwork(Path place, MountTable mounts) {
        mounts.networkTypeOf(place)
                .ifPresent(type -> {
                    throw new StorageException(
                            StorageException.Kind.NETWORK,
                            place,
                            "is on a network file system (%s), where locks do not hold; set XDG_DATA_HOME to a local folder"
                                    .formatted(type));
                });
    }

    private static void migrate(Path place, Schema schema) {
        var source = new SQLiteDataSource(config());
        source.setUrl(url(place));
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + schema.location())
                .load()
                .migrate();
    }

    private static String url(Path place) {
        return "jdbc:sqlite:" + place;
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
        return config;
    }
}
