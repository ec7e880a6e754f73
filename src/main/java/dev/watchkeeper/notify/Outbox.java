package dev.watchkeeper.notify;

import dev.watchkeeper.storage.Database;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is still to be delivered: for each channel a queue in the file, bounded, in order. Any
/// thread but the window's may enter; calls block on the disk.
final class Outbox {
    private final Database database;
    private final int most;

    /// @param most messages that wait for one channel; what is more is merged, oldest first
    Outbox(Database database, int most) {
        this.database = database;
        this.most = most;
    }

    /// What was decided and what is told of it, both or neither.
    void put(Decision decision, Map<String, Episode> before, Map<String, Notice> byChannel) {
        database.change(handle -> {
            EpisodeRows.store(handle, decision, before);
            byChannel.forEach((channel, notice) -> {
                insert(handle, channel, notice);
                bound(handle, channel);
            });
        });
    }

    private static void insert(Handle handle, String channel, Notice notice) {
        handle.execute(
                "INSERT INTO message (channel, id, queued, content, tried) VALUES (?, ?, ?, ?, 0)",
                channel,
                notice.id(),
                notice.at().toEpochMilli(),
                NoticeJson.write(notice));
    }

    private void bound(Handle handle, String channel) {
        while (count(handle, channel) > most) {
            List<Queued> oldest =
                    handle.createQuery(
                                    "SELECT * FROM message WHERE channel = :channel AND tried = 0"
                                            + " ORDER BY number LIMIT 2")
                            .bind("channel", channel)
                            .map((rows, _) -> queued(rows))
                            .list();
            if (oldest.size() < 2) {
                return;
            }
            Notice merged = Merging.of(oldest.getFirst().notice(), oldest.getLast().notice());
            handle.execute("DELETE FROM message WHERE number = ?", oldest.getLast().number());
            handle.execute(
                    "UPDATE message SET content = ? WHERE number = ?",
                    NoticeJson.write(merged),
                    oldest.getFirst().number());
        }
    }

    private static int count(Handle handle, String channel) {
        return handle.createQuery("SELECT count(*) FROM message WHERE channel = :channel")
                .bind("channel", channel)
                .mapTo(Integer.class)
                .one();
    }

    /// Takes the oldest message of a channel to be tried. From here on it may have arrived.
    Optional<Queued> tried(String channel) {
        return database.write(handle -> {
            Optional<Queued> head =
                    handle.createQuery(
                                    "SELECT * FROM message WHERE channel = :channel ORDER BY number"
                                            + " LIMIT 1")
                            .bind("channel", channel)
                            .map((rows, _) -> queued(rows))
                            .findOne();
            head.ifPresent(q ->
                    handle.execute("UPDATE message SET tried = 1 WHERE number = ?", q.number()));
            return head;
        });
    }

    void delivered(Queued message) {
        database.change(handle -> {
            handle.execute("DELETE FROM message WHERE number = ?", message.number());
            handle.execute("DELETE FROM failing WHERE channel = ?", message.channel());
        });
    }

    /// What fails is asked for again; since when and why is known to other consoles too.
    void failed(String channel, Instant at, String error) {
        database.change(handle ->
                handle.execute(
                        "INSERT INTO failing (channel, since, attempts, error) VALUES (?, ?, 1, ?)"
                                + " ON CONFLICT (channel) DO UPDATE SET attempts = attempts + 1,"
                                + " error = excluded.error",
                        channel,
                        at.toEpochMilli(),
                        error));
    }

    /// What is not a message has got there again.
    void works(String channel) {
        database.change(handle -> handle.execute("DELETE FROM failing WHERE channel = ?", channel));
    }

    int waiting(String channel) {
        return database.read(handle -> count(handle, channel));
    }

    private static Queued queued(java.sql.ResultSet rows) throws java.sql.SQLException {
        return new Queued(
                rows.getLong("number"),
                rows.getString("channel"),
                NoticeJson.read(rows.getString("content")));
    }

    /// A message in its queue.
    record Queued(long number, String channel, Notice notice) {}
}
