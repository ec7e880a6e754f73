package dev.watchkeeper.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// How much counters of a process have grown in the last hour: all of it where the process began
/// within it, otherwise what was seen between two observations.
///
/// Safe for use by many threads at once.
final class LastHour {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration APART = Duration.ofSeconds(30);
    private static final int MOST_COUNTERS = 1_000;

    private final Map<String, Deque<Reading>> kept = new HashMap<>();

    /// Keeps this reading and compares it with those before it.
    ///
    /// @param counter what is counted, of which process
    /// @param now by the process's own clock
    /// @return empty where it is not known yet
    synchronized OptionalLong growth(
            String counter, double value, Optional<Instant> startedAt, Instant now) {
        if (kept.size() >= MOST_COUNTERS) {
            kept.clear();
        }
        Deque<Reading> readings = kept.computeIfAbsent(counter, _ -> new ArrayDeque<>());
        readings.removeIf(r -> r.value > value || r.at.isAfter(now));
        while (!readings.isEmpty() && readings.getFirst().at.isBefore(now.minus(HOUR))) {
            readings.removeFirst();
        }
        Optional<Reading> first = Optional.ofNullable(readings.peekFirst());
        if (readings.isEmpty() || readings.getLast().at.plus(APART).isBefore(now)) {
            readings.addLast(new Reading(now, value));
        }
        if (startedAt.isPresent() && startedAt.get().isAfter(now.minus(HOUR))) {
            return OptionalLong.of(Math.round(value));
        }
        return first.map(r -> OptionalLong.of(Math.round(value - r.value)))
                .orElse(OptionalLong.empty());
    }

    private record Reading(Instant at, double value) {}
}
