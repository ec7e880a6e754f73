package dev.watchkeeper.notify;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Acknowledgements and silences in the file.
final class MuteRows {
    private MuteRows() {}

    static List<Mute> at(Handle handle, Instant now) {
        return handle.createQuery("SELECT * FROM mute WHERE ends > :now ORDER BY number")
                .bind("now", now.toEpochMilli())
                .map((rows, _) -> mute(rows))
                .list();
    }

    static long add(Handle handle, Mute mute) {
        return handle.createUpdate(
                        "INSERT INTO mute (kind, pattern, who, reason, began, ends)"
                                + " VALUES (:kind, :pattern, :who, :reason, :began, :ends)")
                .bind("kind", mute.kind().name())
                .bind("pattern", mute.pattern())
                .bind("who", mute.who())
                .bind("reason", mute.reason())
                .bind("began", mute.began().toEpochMilli())
                .bind("ends", mute.ends().toEpochMilli())
                .executeAndReturnGeneratedKeys("number")
                .mapTo(Long.class)
                .one();
    }

    static boolean remove(Handle handle, long number) {
        return handle.execute("DELETE FROM mute WHERE number = ?", number) > 0;
    }

    static void endAcknowledgement(Handle handle, String key) {
        handle.execute("DELETE FROM mute WHERE kind = 'ACKNOWLEDGEMENT' AND pattern = ?", key);
    }

    private static Mute mute(ResultSet rows) throws SQLException {
        return new Mute(
                rows.getLong("number"),
                Mute.Kind.valueOf(rows.getString("kind")),
                rows.getString("pattern"),
                rows.getString("who"),
                rows.getString("reason"),
                Instant.ofEpochMilli(rows.getLong("began")),
                Instant.ofEpochMilli(rows.getLong("ends")));
    }
}
