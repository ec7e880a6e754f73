package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Ages;
import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.inventory.VisibleText;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A channel on which nothing gets through.
///
/// @param since when the first attempt in vain was; when the oldest message began to wait where
///   none was made
/// @param attempts in vain, in a row
/// @param waiting messages
/// @param error of the last attempt
record Undelivered(String channel, Instant since, int attempts, int waiting, String error) {
    /// So many attempts or so long in vain, and it is a finding.
    private static final int MOST_ATTEMPTS = 5;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// All that there are in the file, of these channels.
    static List<Undelivered> all(Handle handle, List<String> channels) {
        return handle.createQuery(
                        "SELECT channel, min(since) AS since, max(attempts) AS attempts,"
                                + " max(waiting) AS waiting, max(error) AS error FROM (SELECT"
                                + " channel, since, attempts, 0 AS waiting, error FROM failing"
                                + " UNION ALL SELECT channel, min(queued), 0, count(*), '' FROM"
                                + " message GROUP BY channel) GROUP BY channel ORDER BY channel")
                .map((rows, _) ->
                        new Undelivered(
                                rows.getString("channel"),
                                Instant.ofEpochMilli(rows.getLong("since")),
                                rows.getInt("attempts"),
                                rows.getInt("waiting"),
                                rows.getString("error")))
                .filter(u -> channels.contains(u.channel()))
                .list();
    }

    boolean isTrouble(Instant now) {
        return attempts >= MOST_ATTEMPTS || Duration.between(since, now).compareTo(LONGEST) > 0;
    }

    Finding finding(Instant now) {
        String why = error.isEmpty() ? "no console of this user delivers" : error;
        return finding(
                channel,
                "%s: notifications have not been delivered for %s"
                        .formatted(channel, Ages.between(since, now)),
                "%s\n%d attempts in vain, %d messages wait".formatted(why, attempts, waiting),
                since);
    }

    static Finding finding(String subject, String title, String text, Instant at) {
        return new Finding.ConsoleFinding(
                new Statement(
                        FindingKey.of(FindingKind.NOTIFICATION_UNDELIVERED, subject),
                        FindingKind.NOTIFICATION_UNDELIVERED,
                        Severity.HIGH,
                        VisibleText.capped(title, 300),
                        "Nobody would hear of what is wrong on this way.",
                        at,
                        List.of(
                                new Evidence(
                                        "this console",
                                        "delivering notifications",
                                        VisibleText.cappedLines(text, 400),
                                        at)),
                        Optional.empty()));
    }
}
