package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Since when each finding is open: what the history says, else when it was first seen here. Safe
/// for any thread.
final class Since {
    private final Map<FindingKey, Instant> begin = new HashMap<>();

    /// Forgets what is no longer open, dates what is new, and returns all.
    synchronized Map<FindingKey, Instant> of(List<Finding> open, Instant now) {
        Set<FindingKey> keys = open.stream().map(Finding::key).collect(Collectors.toSet());
        begin.keySet().retainAll(keys);
        keys.forEach(k -> begin.putIfAbsent(k, now));
        return Map.copyOf(begin);
    }

    /// Takes over what the history knows.
    ///
    /// @return whether that changed anything
    synchronized boolean learn(Map<FindingKey, Instant> known) {
        boolean changed = false;
        for (var e : known.entrySet()) {
            Instant here = begin.get(e.getKey());
            if (here != null && e.getValue().isBefore(here)) {
                begin.put(e.getKey(), e.getValue());
                changed = true;
            }
        }
        return changed;
    }
}
