package dev.watchkeeper.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Revocation lists by the address that they came from, so that a list of ten megabytes is fetched
/// once for all that it speaks of. Keeps only lists that were believed, each until its nextUpdate
/// and not over [#LONGEST], as a newer one may come before that. Any thread may enter.
final class CrlCache {
    /// How long a list is taken for the newest.
    static final Duration LONGEST = Duration.ofHours(4);

    private final long mostBytes;
    private final Map<String, Kept> lists = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// Up to 64 MiB.
    CrlCache() {
        this(64L << 20);
    }

    /// @param mostBytes of all lists together; those that were used last stay
    CrlCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    private record Kept(Der list, Instant from, Instant until) {
        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    synchronized Optional<Der> get(String url, Instant now) {
        Kept kept = lists.get(url);
        if (kept == null) {
            return Optional.empty();
        }
        if (!kept.holdsAt(now)) {
            remove(url);
            return Optional.empty();
        }
        return Optional.of(kept.list());
    }

    /// @param until the list's nextUpdate
    synchronized void put(String url, Der list, Instant now, Instant until) {
        remove(url);
        if (list.size() > mostBytes) {
            return;
        }
        Instant end = now.plus(LONGEST);
        lists.put(url, new Kept(list, now, until.isBefore(end) ? until : end));
        bytes += list.size();
        while (bytes > mostBytes) {
            remove(lists.keySet().iterator().next());
        }
    }

    private void remove(String url) {
        Kept old = lists.remove(url);
        bytes -= old == null ? 0 : old.list().size();
    }
}
