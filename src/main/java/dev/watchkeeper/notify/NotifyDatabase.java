package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.storage.Database;
import dev.watchkeeper.storage.Schema;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The file that outlives the console: what was told, what waits, what is muted. Several processes
/// may have it open.
public final class NotifyDatabase implements AutoCloseable {
    private static final Schema SCHEMA = new Schema("db/notify", 1);

    private final Database database;
    private final InstantSource clock;

    private NotifyDatabase(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Opens the file; makes it where it is absent.
    ///
    /// @throws dev.watchkeeper.storage.StorageException if it cannot be used
    public static NotifyDatabase open(Path file, InstantSource clock) {
        return new NotifyDatabase(Database.open(file, SCHEMA), clock);
    }

    Outbox outbox(int most) {
        return new Outbox(database, most);
    }

    Map<String, Episode> episodes() {
        return database.read(EpisodeRows::load);
    }

    /// What does not get through on these channels, for long enough to be a finding.
    public List<Finding> undelivered(List<String> channels) {
        Instant now = clock.instant();
        return database.read(handle -> Undelivered.all(handle, channels)).stream()
                .filter(u -> u.isTrouble(now))
                .map(u -> u.finding(now))
                .toList();
    }

    /// What is muted at the moment, oldest first.
    public List<Mute> mutes() {
        return database.read(handle -> MuteRows.at(handle, clock.instant()));
    }

    /// Adds one that begins now.
    ///
    /// @return as it was stored, with its number
    public Mute mute(Mute.Kind kind, String pattern, String who, String reason, Instant ends) {
        var mute = new Mute(0, kind, pattern, who, reason, clock.instant(), ends);
        long number = database.write(handle -> MuteRows.add(handle, mute));
        return new Mute(number, kind, pattern, who, reason, mute.began(), ends);
    }

    /// Ends one.
    ///
    /// @return whether there was one
    public boolean unmute(long number) {
        return database.write(handle -> MuteRows.remove(handle, number));
    }

    @Override
    public void close() {
        database.close();
    }
}
