package dev.watchkeeper.history;

import dev.watchkeeper.finding.OverdueChecks;
import dev.watchkeeper.history.CheckHistory.CheckHour;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Check.State;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The hours of checks, those of the current hour in memory too: what does not change is not
/// written again.
///
/// Not safe for several threads.
final class CheckHours {
    /// They are many, and only the last days are looked at.
    static final Duration KEPT = Duration.ofDays(14);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LONGEST_NAME = 300;
    private static final List<State> RANKS =
            List.of(State.PENDING, State.OK, State.WARNING, State.UNKNOWN, State.CRITICAL);

    private final Map<Name, Seen> current = new HashMap<>();
    private long hour;

    private record Name(String supervision, String check) {}

    private record Seen(int worst, boolean ran) {
        Seen with(Seen other) {
            return new Seen(Math.max(worst, other.worst), ran || other.ran);
        }
    }

    /// What has to be written.
    record Change(long hour, Map<Name, Seen> rows) {
        boolean isEmpty() {
            return rows.isEmpty();
        }

        void store(Handle handle) {
            var names =
                    handle.prepareBatch(
                            "INSERT OR IGNORE INTO supervision_check (supervision, name) VALUES"
                                    + " (?, ?)");
            rows.keySet().forEach(n -> names.add(n.supervision(), n.check()));
            names.execute();
            // Another console may have seen something else of the same hour: the worst counts.
            var hours =
                    handle.prepareBatch(
                            "INSERT INTO check_hour (hour, check_id, worst, ran) SELECT ?, id, ?, ?"
                                + " FROM supervision_check WHERE supervision = ? AND name = ? ON"
                                + " CONFLICT (hour, check_id) DO UPDATE SET worst = max(worst,"
                                + " excluded.worst), ran = max(ran, excluded.ran)");
            rows.forEach((n, s) ->
                    hours.add(hour, s.worst(), s.ran() ? 1 : 0, n.supervision(), n.check()));
            hours.execute();
        }
    }

    Change changeTo(Observed seen, Set<String> ids) {
        long now = hourOf(seen.observedAt());
        Map<Name, Seen> known = now == hour ? current : Map.of();
        Map<Name, Seen> rows = new HashMap<>();
        for (Check check : seen.status().services()) {
            if (ids.contains(check.id())) {
                var name = new Name(seen.supervision().name(), name(check.id()));
                Seen one = new Seen(RANKS.indexOf(check.result().state()), ran(check, seen));
                Seen all =
                        Optional.ofNullable(rows.get(name))
                                .or(() -> Optional.ofNullable(known.get(name)))
                                .map(one::with)
                                .orElse(one);
                if (!all.equals(known.get(name))) {
                    rows.put(name, all);
                }
            }
        }
        return new Change(now, rows);
    }

    /// Takes over a change that is in the file.
    void apply(Change change) {
        if (change.hour() != hour) {
            current.clear();
            hour = change.hour();
        }
        current.putAll(change.rows());
    }

    /// A check that is due once a day does not run in most hours, and is none the worse for it.
    private static boolean ran(Check check, Observed seen) {
        Instant clock = seen.status().clock();
        Duration ahead = Duration.between(clock, seen.observedAt());
        Instant begin = Instant.EPOCH.plus(HOUR.multipliedBy(hourOf(seen.observedAt())));
        boolean inThisHour =
                check.timing().last().filter(l -> !l.plus(ahead).isBefore(begin)).isPresent();
        boolean rare = check.timing().every().compareTo(HOUR) >= 0;
        return inThisHour
                || (rare
                        && check.timing().last().isPresent()
                        && !OverdueChecks.isOverdue(check, clock));
    }

    private static String name(String id) {
        return VisibleText.capped(id, LONGEST_NAME);
    }

    private static long hourOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), HOUR.toSeconds());
    }

    static List<CheckHour> since(Handle handle, Instant from) {
        Map<Long, Name> names = new HashMap<>();
        handle.createQuery("SELECT id, supervision, name FROM supervision_check")
                .map((rows, context) ->
                        names.put(
                                rows.getLong("id"),
                                new Name(rows.getString("supervision"), rows.getString("name"))))
                .list();
        var hours = new ArrayList<CheckHour>();
        handle.createQuery(
                        "SELECT h.* FROM check_hour h JOIN supervision_check c ON c.id = h.check_id"
                                + " WHERE hour >= :from ORDER BY c.supervision, c.name, hour")
                .bind("from", hourOf(from))
                .map((rows, context) -> {
                    Name name = Objects.requireNonNull(names.get(rows.getLong("check_id")));
                    return new CheckHour(
                            name.supervision(),
                            name.check(),
                            Instant.EPOCH.plus(HOUR.multipliedBy(rows.getLong("hour"))),
                            RANKS.get(Math.clamp(rows.getInt("worst"), 0, RANKS.size() - 1)),
                            rows.getInt("ran") != 0);
                })
                .forEach(hours::add);
        return List.copyOf(hours);
    }

    static void prune(Handle handle, Instant before) {
        handle.execute("DELETE FROM check_hour WHERE hour < ?", hourOf(before));
        handle.execute(
                "DELETE FROM supervision_check WHERE id NOT IN (SELECT check_id FROM check_hour)");
    }
}
