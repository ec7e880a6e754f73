package dev.watchkeeper.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

final class DatabaseTest {
    private static final Schema SCHEMA = new Schema("db/history", 4);

    @TempDir Path folder;

    @Test
    void whatWasWrittenIsThereAfterOpeningAgain() {
        try (var database = open()) {
            insert(database, "a", "2040-01-19T03:14:08Z");
        }
        try (var database = open()) {
            assertThat(keys(database)).isEqualTo(1);
        }
    }

    // fault 73: FULL makes every commit wait for the disk
    @Test
    void everyCommitWaitsForTheDisk() {
        try (var database = open()) {
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
        }
    }

    // fault 78
    @Test
    void aNewerSchemaIsRefusedWithoutChangingAByte() throws Exception {
        open().close();
        foreign(
                "INSERT INTO flyway_schema_history VALUES (99, '99', 'future', 'SQL',"
                        + " 'V99__future.sql', 1, 'x', '2030-01-01', 1, 1)");
        Map<String, Integer> before = contents();

        assertRefused(this::open, StorageException.Kind.NEWER_SCHEMA, "schema 99");

        assertThat(contents()).isEqualTo(before);
    }

    // fault 78: the newer schema is in the log only, as after a crash of the newer console
    @Test
    void aNewerSchemaThatIsOnlyInTheLogIsRefusedWithoutChangingAByte() throws Exception {
        open().close();
        Path copy = Files.createDirectory(folder.resolve("crashed"));
        try (Connection newer = connect(file())) {
            newer.createStatement().execute("PRAGMA user_version = 7");
            Files.copy(file(), copy.resolve("test.db"));
            Files.copy(folder.resolve("test.db-wal"), copy.resolve("test.db-wal"));
        }
        folder = copy;
        Map<String, Integer> before = contents();
        assertThat(before).containsOnlyKeys("test.db", "test.db-wal");

        assertRefused(this::open, StorageException.Kind.NEWER_SCHEMA, "schema 7");

        assertThat(contents()).isEqualTo(before);
    }

    // fault 75
    @Test
    void aFileLockedByAnotherProgramIsRefusedInWords() throws Exception {
        open().close();
        try (Connection other = connect(file())) {
            other.createStatement().execute("PRAGMA locking_mode = EXCLUSIVE");
            other.createStatement().execute("BEGIN EXCLUSIVE");
            assertRefused(
                    () -> {
                        try (var database = open()) {
                            insert(database, "a", "2026-01-01T00:00:00Z");
                        }
                    },
                    StorageException.Kind.LOCKED,
                    "locked by another program");
        }
    }

    // fault 75
    @Test
    void aFileOnANetworkFileSystemIsRefusedBeforeItIsMade() throws Exception {
        Path table = Files.createDirectory(folder.resolve("proc")).resolve("mounts");
        Path real = folder.toRealPath();
        Files.writeString(
                table, "/dev/vda1 / ext4 rw 0 0\nfiler:/home %s nfs4 rw 0 0\n".formatted(real));

        assertRefused(
                () -> Database.open(file(), SCHEMA, MountTable.read(table)),
                StorageException.Kind.NETWORK,
                "network file system (nfs4)");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aLocalFolderInsideANetworkMountIsTaken() throws Exception {
        Path table = Files.createDirectory(folder.resolve("proc")).resolve("mounts");
        Files.writeString(
                table,
                "filer:/ / cifs rw 0 0\n/dev/vda1 %s ext4 rw 0 0\n".formatted(folder.toRealPath()));

        Database.open(file(), SCHEMA, MountTable.read(table)).close();

        assertThat(file()).exists();
    }

    // fault 74
    @Test
    void aFullDiskLeavesNoHalfRecord() {
        try (var database = open()) {
            insert(database, "before", "2026-01-01T00:00:00Z");
            database.read(h -> h.execute("PRAGMA max_page_count = 20"));
            assertRefused(
                    () ->
                            database.change(h -> {
                                h.execute(insertion("half", "2026-01-01T00:00:00Z"));
                                h.execute("UPDATE episode SET title = hex(zeroblob(1000000))");
                            }),
                    StorageException.Kind.FULL,
                    "the disk is full");
            assertThat(keys(database)).isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndKept() throws Exception {
        Files.writeString(file(), "not a database, but somebody's notes ".repeat(100));
        assertRefused(this::open, StorageException.Kind.DAMAGED, "is damaged");
        assertThat(file()).content().startsWith("not a database");
    }

    @Test
    void theJavaFxThreadIsRefused() throws Exception {
        try (var database = open()) {
            var thrown = new AtomicReference<Throwable>();
            Thread window =
                    Thread.ofPlatform()
                            .name("JavaFX Application Thread")
                            .uncaughtExceptionHandler((t, e) -> thrown.set(e))
                            .start(() -> keys(database));
            window.join();
            assertThat(thrown.get())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("JavaFX");
        }
    }

    @Test
    void aNewFolderIsForTheUserAlone() throws Exception {
        Path private_ = folder.resolve("share/watchkeeper");
        Database.open(private_.resolve("test.db"), SCHEMA).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(private_)))
                .isEqualTo("rwx------");
    }

    private Path file() {
        return folder.resolve("test.db");
    }

    private Database open() {
        return Database.open(file(), SCHEMA);
    }

    private static void assertRefused(
            ThrowingCallable call, StorageException.Kind kind, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(text)
                .hasMessageContaining("test.db");
    }

    private static void insert(Database database, String key, String began) {
        database.change(h -> h.execute(insertion(key, began)));
    }

    private static String insertion(String key, String began) {
        return "INSERT INTO episode (key, severity, title, began) VALUES ('%s', 'high', 't', %d)"
                .formatted(key, java.time.Instant.parse(began).toEpochMilli());
    }

    private static int keys(Database database) {
        return database.read(
                h -> h.createQuery("SELECT count(*) FROM episode").mapTo(Integer.class).one());
    }

    private static String pragma(Database database, String name) {
        return database.read(h -> h.createQuery("PRAGMA " + name).mapTo(String.class).one());
    }

    private void foreign(String statement) throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            other.createStatement().execute(statement);
        }
    }

    private static Connection connect(Path file) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private Map<String, Integer> contents() throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path f : files.filter(Files::isRegularFile).toList()) {
                contents.put(f.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(f)));
            }
        }
        return contents;
    }
}
