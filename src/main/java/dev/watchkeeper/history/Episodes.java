package dev.watchkeeper.history;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.history.History.Episode;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The findings that are open, and those in the file.
///
/// Not safe for several threads.
final class Episodes {
    private final Map<FindingKey, Open> open = new HashMap<>();
    private boolean complete;

    void load(Handle handle) {
        open.clear();
        handle.createQuery("SELECT * FROM episode WHERE ended IS NULL")
                .map((rows, context) ->
                        new Open(
                                new FindingKey(rows.getString("key")),
                                rows.getString("severity"),
                                rows.getString("title"),
                                Instant.ofEpochMilli(rows.getLong("began"))))
                .forEach(o -> open.put(o.key, o));
    }

    /// What has to be written so that the findings given are the open ones.
    Change changeTo(FleetSnapshot snapshot, List<Finding> findings) {
        complete = complete || everythingWasAsked(snapshot);
        Map<FindingKey, Finding> now =
                findings.stream()
                        .collect(Collectors.toMap(Finding::key, Function.identity(), (a, b) -> a));
        List<Open> started =
                now.values().stream()
                        .map(f -> Open.of(f, beginOf(f.key()).orElse(snapshot.takenAt())))
                        .filter(o -> !o.sameAs(open.get(o.key)))
                        .toList();
        // What an earlier start has left open may only not have been asked yet.
        List<Open> ended =
                complete
                        ? open.values().stream().filter(o -> !now.containsKey(o.key)).toList()
                        : List.of();
        return new Change(started, ended, snapshot.takenAt());
    }

    Optional<Instant> beginOf(FindingKey key) {
        return Optional.ofNullable(open.get(key)).map(o -> o.began);
    }

    /// Takes over a change that is in the file.
    void apply(Change change) {
        change.ended.forEach(o -> open.remove(o.key));
        change.started.forEach(o -> open.put(o.key, o));
    }

    static List<Episode> since(Handle handle, Instant from) {
        return handle.createQuery(
                        "SELECT * FROM episode WHERE ended IS NULL OR ended >= :from ORDER BY began"
                                + " DESC, id DESC")
                .bind("from", from.toEpochMilli())
                .map((rows, context) -> {
                    long ended = rows.getLong("ended");
                    boolean open = rows.wasNull();
                    return new Episode(
                            new FindingKey(rows.getString("key")),
                            rows.getString("severity"),
                            rows.getString("title"),
                            Instant.ofEpochMilli(rows.getLong("began")),
                            open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)));
                })
                .list();
    }

    static void prune(Handle handle, Instant before) {
        handle.execute(
                "DELETE FROM episode WHERE ended IS NOT NULL AND ended < ?", before.toEpochMilli());
    }

    private static boolean everythingWasAsked(FleetSnapshot snapshot) {
        Set<TlsEndpoint> asked =
                snapshot.endpoints().values().stream()
                        .map(s -> s.latest().target().endpoint())
                        .collect(Collectors.toSet());
        return snapshot.hosts()
                        .keySet()
                        .containsAll(snapshot.fleet().hosts().stream().map(Host::name).toList())
                && asked.containsAll(snapshot.fleet().endpoints());
    }

    /// What differs between the file and the findings.
    record Change(List<Open> started, List<Open> ended, Instant at) {
        boolean isEmpty() {
            return started.isEmpty() && ended.isEmpty();
        }

        void store(Handle handle) {
            for (Open o : ended) {
                handle.execute(
                        "UPDATE episode SET ended = max(began, ?) WHERE key = ? AND ended IS NULL",
                        at.toEpochMilli(),
                        o.key.value());
            }
            for (Open o : started) {
                // Another console may have opened it already: then its beginning stays.
                handle.execute(
                        "INSERT INTO episode (key, severity, title, began) VALUES (?, ?, ?, ?) ON"
                                + " CONFLICT (key) WHERE ended IS NULL DO UPDATE SET severity ="
                                + " excluded.severity, title = excluded.title",
                        o.key.value(),
                        o.severity,
                        o.title,
                        o.began.toEpochMilli());
            }
        }
    }

    /// An open finding.
    record Open(FindingKey key, String severity, String title, Instant began) {
        private static Open of(Finding finding, Instant began) {
            return new Open(
                    finding.key(),
                    finding.severity().label(),
                    finding.statement().title(),
                    Instant.ofEpochMilli(began.toEpochMilli()));
        }

        // A title holds an age and so changes all the time; it is not worth a write.
        private boolean sameAs(@org.jspecify.annotations.Nullable Open other) {
            return other != null && severity.equals(other.severity);
        }
    }
}
