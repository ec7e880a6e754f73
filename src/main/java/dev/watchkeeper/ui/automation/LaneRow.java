package dev.watchkeeper.ui.automation;

import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One ssh of a run in the picture of lanes.
///
/// @param key the ssh
/// @param destination the host as the run names it, free of control characters
/// @param host the same host in the fleet, where it is one of it
/// @param verdict how it fares; what was not seen lately is not known
/// @param worker pid of the process that waits for the ssh
/// @param begun when the ssh was started
/// @param seenLast when it was last seen, where that is too long ago to be called present
/// @param waitsFor what is in its way, in a few words
/// @param chain the same link by link; empty where it is not known
record LaneRow(
        ProcessKey key,
        String destination,
        Optional<String> host,
        Verdict verdict,
        Optional<Long> worker,
        Instant begun,
        Optional<Instant> seenLast,
        String waitsFor,
        Optional<String> chain) {
    /// How long it had lasted when it was last seen, which is now unless that is long ago.
    Duration lasted(Instant now) {
        return Duration.between(begun, seenLast.orElse(now));
    }

    /// The process ids of both ends here.
    String pids() {
        return worker.map(w -> "worker %d · ssh %d".formatted(w, key.pid()))
                .orElse("ssh %d".formatted(key.pid()));
    }

    /// For the clipboard; the time in UTC.
    String text() {
        return "%s\t%s\t%s\t%s\t%s"
                .formatted(verdict.word(), destination, pids(), begun, chain.orElse(waitsFor));
    }
}
