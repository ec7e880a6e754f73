package dev.watchkeeper.notify;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a sight leads to: what is told, and what is known afterwards.
///
/// @param changes worst first
/// @param episodes by key
/// @param open what is told, is still there and not muted, for who wants to be reminded
record Decision(
        Instant at, List<Change> changes, Map<String, Episode> episodes, List<Change> open) {
    Decision {
        changes = List.copyOf(changes);
        episodes = Map.copyOf(episodes);
        open = List.copyOf(open);
    }

    /// The episodes that are to be stored, as they are now, and were not so before.
    List<Episode> toStore(Map<String, Episode> before) {
        return episodes.values().stream()
                .filter(Episode::isStored)
                .filter(e -> !isSame(e, before.get(e.key())))
                .toList();
    }

    /// The keys that are stored and are not to be any more.
    List<String> toForget(Map<String, Episode> before) {
        Map<String, Episode> gone = new HashMap<>(before);
        episodes.values().stream().filter(Episode::isStored).forEach(e -> gone.remove(e.key()));
        return gone.values().stream().filter(Episode::isStored).map(Episode::key).toList();
    }

    /// Titles tell ages, and change all the time; the newest is not worth a write.
    private static boolean isSame(Episode now, @Nullable Episode before) {
        return before != null
                && before.isStored()
                && now.told().equals(before.told())
                && now.muted() == before.muted()
                && now.flaps() == before.flaps()
                && now.ended().equals(before.ended());
    }
}
