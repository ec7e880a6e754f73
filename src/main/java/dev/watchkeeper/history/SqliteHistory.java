package dev.watchkeeper.history;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.storage.Database;
import dev.watchkeeper.storage.Schema;
import dev.watchkeeper.storage.StorageException;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.tls.TlsObservation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// History in an SQLite file.
///
/// Observations are kept as runs of equal ones and written in batches: after 2,000 of them, after
/// ten seconds, before anything is read, and at the end. A crash loses at most those that wait.
/// Findings that begin or end are written at once. While what waits cannot be written every call
/// says so, and it waits on, within bounds.
///
/// Times come from observations and snapshots. A clock that steps back doubles and loses nothing:
/// the order is that of arrival, and nothing ends before it began.
public final class SqliteHistory implements History, ActionHistory, DrillHistory {
    private static final Schema SCHEMA = new Schema("db/history", 4);
    private static final int BATCH = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Database database;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Runs runs = new Runs();
    private final Episodes episodes = new Episodes();
    private final CheckHours checks = new CheckHours();
    private long storedAt = System.nanoTime();
    private Optional<StorageException> failure = Optional.empty();

    private SqliteHistory(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Opens a file; makes it where it is absent.
    ///
    /// @throws dev.watchkeeper.storage.StorageException if it cannot be used
    public static SqliteHistory open(Path file, InstantSource clock) {
        var history = new SqliteHistory(Database.open(file, SCHEMA), clock);
        history.load();
        return history;
    }

    @Override
    public void append(TlsObservation observation) {
        locked(() -> {
            runs.add(Run.of(observation), Run.leaf(observation));
            storeWhenDue();
        });
    }

    @Override
    public void append(HostObservation observation) {
        locked(() -> {
            runs.add(Run.of(observation), Optional.empty());
            storeWhenDue();
        });
    }

    @Override
    public void append(Observed seen, Set<String> ids) {
        locked(() -> {
            var change = checks.changeTo(seen, ids);
            if (!change.isEmpty()) {
                database.change(change::store);
                checks.apply(change);
            }
        });
    }

    @Override
    public List<CheckHour> checkHours(Instant from) {
        return database.read(handle -> CheckHours.since(handle, from));
    }

    @Override
    public Map<FindingKey, Instant> findings(FleetSnapshot snapshot, List<Finding> open) {
        Map<FindingKey, Instant> begins = new HashMap<>();
        locked(() -> {
            var change = episodes.changeTo(snapshot, open);
            if (!change.isEmpty()) {
                database.change(change::store);
                episodes.apply(change);
            }
            for (Finding f : open) {
                begins.put(f.key(), episodes.beginOf(f.key()).orElse(snapshot.takenAt()));
            }
            storeWhenDue();
        });
        return begins;
    }

    @Override
    public List<Episode> episodes(Duration span) {
        Instant from = clock.instant().minus(span);
        return database.read(handle -> Episodes.since(handle, from));
    }

    @Override
    public List<SeenCertificate> certificates(String targetId) {
        locked(this::store);
        return database.read(handle -> Runs.certificates(handle, targetId));
    }

    @Override
    public void began(String id, String finding, String text, Instant at) {
        database.change(handle -> Actions.began(handle, id, finding, text, at));
    }

    @Override
    public void ended(String id, String outcome, Instant at) {
        database.change(handle -> Actions.ended(handle, id, outcome, at));
    }

    @Override
    public List<Action> actions(Duration span) {
        Instant from = clock.instant().minus(span);
        return database.read(handle -> Actions.since(handle, from));
    }

    @Override
    public void drilled(DrillResult result) {
        database.change(handle -> DrillRows.add(handle, result));
    }

    @Override
    public List<DrillResult> drills() {
        return database.read(DrillRows::newest);
    }

    @Override
    public void prune(Duration retention) {
        Instant now = clock.instant();
        Instant before = now.minus(retention);
        Instant kept = now.minus(CheckHours.KEPT);
        Instant checksBefore = kept.isAfter(before) ? kept : before;
        locked(() -> {
            store();
            database.change(handle -> {
                Runs.prune(handle, before);
                Episodes.prune(handle, before);
                Actions.prune(handle, before);
                DrillRows.prune(handle, before);
                CheckHours.prune(handle, checksBefore);
            });
        });
    }

    @Override
    public void close() {
        try {
            locked(this::store);
        } finally {
            database.close();
        }
    }

    private void load() {
        database.read(handle -> {
            runs.load(handle);
            episodes.load(handle);
            return true;
        });
    }

    private void storeWhenDue() {
        long waited = System.nanoTime() - storedAt;
        // A disk that is full is not asked again for each of ten thousand observations.
        boolean due = runs.waiting() >= BATCH && waited > PAUSE.toNanos();
        if (due || waited > PATIENCE.toNanos()) {
            store();
        } else {
            failure.ifPresent(f -> {
                throw f;
            });
        }
    }

    private void store() {
        storedAt = System.nanoTime();
        if (runs.waiting() > 0) {
            try {
                runs.stored(database.write(runs::store));
                failure = Optional.empty();
            } catch (StorageException e) {
                failure = Optional.of(e);
                throw e;
            }
        }
    }

    private void locked(Runnable work) {
        Database.refuseWindowThread();
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
