package dev.watchkeeper.history;

import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The drills in the file.
final class DrillRows {
    private DrillRows() {}

    static void add(Handle handle, DrillResult drill) {
        handle.execute(
                "INSERT INTO drill (supervision, token, started, paged, passed, legs) VALUES (?, ?,"
                        + " ?, ?, ?, ?)",
                drill.supervision(),
                drill.token(),
                drill.startedAt().toEpochMilli(),
                drill.paged() ? 1 : 0,
                drill.passed() ? 1 : 0,
                drill.legs().stream().map(DrillRows::line).collect(Collectors.joining("\n")));
    }

    static List<DrillResult> newest(Handle handle) {
        return handle.createQuery(
                        "SELECT * FROM drill WHERE rowid IN (SELECT rowid FROM (SELECT rowid,"
                                + " row_number() OVER (PARTITION BY supervision, passed ORDER BY"
                                + " started DESC, rowid DESC) AS place FROM drill) WHERE place = 1)"
                                + " ORDER BY started, rowid")
                .map((rows, context) ->
                        new DrillResult(
                                rows.getString("supervision"),
                                rows.getString("token"),
                                Instant.ofEpochMilli(rows.getLong("started")),
                                rows.getInt("paged") == 1,
                                rows.getString("legs").lines().map(DrillRows::leg).toList()))
                .list();
    }

    /// Keeps the newest that passed however old it is.
    static void prune(Handle handle, Instant before) {
        handle.execute(
                "DELETE FROM drill WHERE started < ? AND rowid NOT IN (SELECT rowid FROM (SELECT"
                        + " rowid, row_number() OVER (PARTITION BY supervision, passed ORDER BY"
                        + " started DESC, rowid DESC) AS place FROM drill) WHERE place = 1)",
                before.toEpochMilli());
    }

    private static String line(Leg leg) {
        return "%s\t%s\t%d\t%s"
                .formatted(
                        leg.stage(),
                        leg.verdict(),
                        leg.took().toMillis(),
                        leg.text().replaceAll("\\p{Cntrl}", " "));
    }

    private static Leg leg(String line) {
        String[] parts = line.split("\t", 4);
        return new Leg(
                Stage.valueOf(parts[0]),
                Verdict.valueOf(parts[1]),
                Duration.ofMillis(Long.parseLong(parts[2])),
                parts[3]);
    }
}
