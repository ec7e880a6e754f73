package dev.watchkeeper.history;

import dev.watchkeeper.history.History.SeenCertificate;
import dev.watchkeeper.tls.ServedCertificate;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs of equal observations: the latest of each subject in memory, all in the file.
///
/// Ten thousand addresses that answer as before cost one short update each, all in one transaction;
/// a row is added only when something changed. Not safe for several threads.
final class Runs {
    private static final int MOST_ENDED = 100_000;
    private static final RowMapper<Run> RUN =
            (rows, context) ->
                    new Run(
                            rows.getLong("id"),
                            rows.getString("subject"),
                            rows.getString("state"),
                            rows.getString("sha256"),
                            rows.getString("text"),
                            Instant.ofEpochMilli(rows.getLong("first_seen")),
                            Instant.ofEpochMilli(rows.getLong("last_seen")),
                            rows.getLong("samples"));

    private final Map<String, Run> latest = new HashMap<>();
    // Runs that a later one has followed and that are not in the file yet, oldest first.
    private final List<Run> ended = new ArrayList<>();
    private final Map<String, Run> changed = new LinkedHashMap<>();
    private final Map<String, ServedCertificate.Parsed> certificates = new HashMap<>();

    void load(Handle handle) {
        latest.clear();
        handle.createQuery(
                        "SELECT * FROM seen WHERE id IN (SELECT max(id) FROM seen GROUP BY"
                                + " subject)")
                .map(RUN)
                .forEach(r -> latest.put(r.subject(), r));
    }

    void add(Run one, Optional<ServedCertificate.Parsed> certificate) {
        Optional<Run> before = Optional.ofNullable(latest.get(one.subject()));
        Optional<Run> longer = before.flatMap(b -> b.with(one));
        if (longer.isEmpty()) {
            Optional.ofNullable(changed.remove(one.subject())).ifPresent(this::end);
            certificate.ifPresent(c -> certificates.put(c.sha256(), c));
        }
        Run now = longer.orElse(one);
        latest.put(now.subject(), now);
        changed.put(now.subject(), now);
    }

    // A disk that is full for weeks must not fill the memory too: the oldest changes go.
    private void end(Run run) {
        if (ended.size() >= MOST_ENDED) {
            ended.subList(0, MOST_ENDED / 10).clear();
        }
        ended.add(run);
    }

    /// How many rows wait for [#store].
    int waiting() {
        return ended.size() + changed.size();
    }

    /// Writes all that waits. The caller calls [#stored] when the transaction has ended well.
    List<Run> store(Handle handle) {
        storeCertificates(handle);
        List<Run> rows = new ArrayList<>(ended);
        rows.addAll(changed.values());
        update(handle, rows.stream().filter(r -> r.id() != 0).toList());
        return rows.stream().filter(r -> r.id() == 0).map(r -> insert(handle, r)).toList();
    }

    /// Takes over the rows that were added; nothing waits then.
    void stored(List<Run> added) {
        ended.clear();
        changed.clear();
        certificates.clear();
        // Of several of one subject the last one is the latest.
        added.forEach(r -> latest.put(r.subject(), r));
    }

    static List<SeenCertificate> certificates(Handle handle, String targetId) {
        List<SeenCertificate> oldestFirst = new ArrayList<>();
        handle.createQuery(
                        "SELECT s.*, c.not_before, c.not_after FROM seen s"
                                + " JOIN certificate c ON c.sha256 = s.sha256"
                                + " WHERE s.subject = :subject ORDER BY s.id")
                .bind("subject", Run.tls(targetId))
                .map((rows, context) ->
                        new SeenCertificate(
                                targetId,
                                rows.getString("sha256"),
                                Instant.ofEpochMilli(rows.getLong("not_before")),
                                Instant.ofEpochMilli(rows.getLong("not_after")),
                                Instant.ofEpochMilli(rows.getLong("first_seen")),
                                Instant.ofEpochMilli(rows.getLong("last_seen"))))
                .forEach(c -> join(oldestFirst, c));
        return oldestFirst.reversed();
    }

    static void prune(Handle handle, Instant before) {
        handle.createUpdate(
                        "DELETE FROM seen WHERE last_seen < :before"
                                + " AND id NOT IN (SELECT max(id) FROM seen GROUP BY subject)")
                .bind("before", before.toEpochMilli())
                .execute();
        handle.execute("DELETE FROM certificate WHERE sha256 NOT IN (SELECT sha256 FROM seen)");
    }

    // A failure between two sights of one certificate is not a change of it.
    private static void join(List<SeenCertificate> list, SeenCertificate next) {
        if (list.isEmpty() || !list.getLast().sha256().equals(next.sha256())) {
            list.add(next);
            return;
        }
        SeenCertificate last = list.removeLast();
        list.add(
                new SeenCertificate(
                        last.targetId(),
                        last.sha256(),
                        last.notBefore(),
                        last.notAfter(),
                        last.firstSeen(),
                        next.lastSeen().isAfter(last.lastSeen())
                                ? next.lastSeen()
                                : last.lastSeen()));
    }

    private void storeCertificates(Handle handle) {
        if (certificates.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("INSERT OR IGNORE INTO certificate VALUES (?, ?, ?)");
        certificates
                .values()
                .forEach(c ->
                        batch.add(
                                c.sha256(),
                                c.notBefore().toEpochMilli(),
                                c.notAfter().toEpochMilli()));
        batch.execute();
    }

    private static void update(Handle handle, List<Run> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("UPDATE seen SET last_seen = ?, samples = ? WHERE id = ?");
        rows.forEach(r -> batch.add(r.lastSeen().toEpochMilli(), r.samples(), r.id()));
        batch.execute();
    }

    private static Run insert(Handle handle, Run row) {
        return row.withId(
                handle.createUpdate(
                                "INSERT INTO seen (subject, state, sha256, text, first_seen,"
                                        + " last_seen, samples) VALUES (?, ?, ?, ?, ?, ?, ?)")
                        .bind(0, row.subject())
                        .bind(1, row.state())
                        .bind(2, row.sha256())
                        .bind(3, row.text())
                        .bind(4, row.firstSeen().toEpochMilli())
                        .bind(5, row.lastSeen().toEpochMilli())
                        .bind(6, row.samples())
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one());
    }
}
