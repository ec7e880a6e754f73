package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Severity;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What was told, in the file.
final class EpisodeRows {
    private EpisodeRows() {}

    static Map<String, Episode> load(Handle handle) {
        var all = new HashMap<String, Episode>();
        handle.createQuery("SELECT * FROM episode")
                .map((rows, _) -> episode(rows))
                .forEach(e -> all.put(e.key(), e));
        return all;
    }

    static void store(Handle handle, Decision decision, Map<String, Episode> before) {
        decision.toForget(before)
                .forEach(key -> handle.execute("DELETE FROM episode WHERE key = ?", key));
        decision.toStore(before).forEach(e -> store(handle, e));
        decision.episodes().values().stream()
                .filter(e -> e.ended().equals(Optional.of(decision.at())))
                .forEach(e -> MuteRows.endAcknowledgement(handle, e.key()));
    }

    private static void store(Handle handle, Episode e) {
        handle.execute(
                "INSERT OR REPLACE INTO episode (key, kind, subject, title, severity, began, flaps,"
                        + " told, muted, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                e.key(),
                e.kind(),
                e.subject(),
                e.title(),
                e.told().orElse(Severity.LOW).name(),
                e.began().toEpochMilli(),
                e.flaps(),
                e.told().isPresent() ? 1 : 0,
                e.muted() ? 1 : 0,
                e.ended().map(Instant::toEpochMilli).orElse(null));
    }

    private static Episode episode(ResultSet rows) throws SQLException {
        long ended = rows.getLong("ended");
        boolean open = rows.wasNull();
        Severity severity = Severity.valueOf(rows.getString("severity"));
        return new Episode(
                rows.getString("key"),
                rows.getString("kind"),
                rows.getString("subject"),
                rows.getString("title"),
                Instant.ofEpochMilli(rows.getLong("began")),
                rows.getInt("told") == 1 ? Optional.of(severity) : Optional.empty(),
                Optional.empty(),
                Instant.MIN,
                Optional.empty(),
                rows.getInt("flaps"),
                rows.getInt("muted") == 1,
                open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)));
    }
}
