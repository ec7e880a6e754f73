package dev.watchkeeper.history;

import dev.watchkeeper.history.ActionHistory.Action;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The actions in the file.
final class Actions {
    private Actions() {}

    static void began(Handle handle, String id, String finding, String text, Instant at) {
        handle.execute(
                "INSERT INTO action (id, finding, text, began, outcome) VALUES (?, ?, ?, ?, '')",
                id,
                finding,
                text,
                at.toEpochMilli());
    }

    static void ended(Handle handle, String id, String outcome, Instant at) {
        handle.execute(
                "UPDATE action SET ended = max(began, ?), outcome = ? WHERE id = ?",
                at.toEpochMilli(),
                outcome,
                id);
    }

    static List<Action> since(Handle handle, Instant from) {
        return handle.createQuery(
                        "SELECT * FROM action WHERE ended IS NULL OR ended >= :from ORDER BY began"
                                + " DESC, rowid DESC")
                .bind("from", from.toEpochMilli())
                .map((rows, context) -> {
                    long ended = rows.getLong("ended");
                    boolean open = rows.wasNull();
                    return new Action(
                            rows.getString("id"),
                            rows.getString("finding"),
                            rows.getString("text"),
                            Instant.ofEpochMilli(rows.getLong("began")),
                            open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                            rows.getString("outcome"));
                })
                .list();
    }

    static void prune(Handle handle, Instant before) {
        handle.execute(
                "DELETE FROM action WHERE coalesce(ended, began) < ?", before.toEpochMilli());
    }
}
