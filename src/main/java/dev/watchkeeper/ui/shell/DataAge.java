package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.ui.fx.Ages;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// How old what the window shows is.
///
/// @param newest the time of the newest observation; empty when there is none
/// @param staleAfter from which age on it counts as stale
record DataAge(Optional<Instant> newest, Duration staleAfter) {
    static DataAge of(FleetSnapshot snapshot) {
        Stream<Instant> endpoints =
                snapshot.endpoints().values().stream().map(s -> s.latest().observedAt());
        Stream<Instant> hosts =
                snapshot.hosts().values().stream().map(s -> s.latest().observedAt());
        return new DataAge(
                Stream.concat(endpoints, hosts).max(Comparator.naturalOrder()),
                snapshot.fleet().thresholds().schedule().staleAfter());
    }

    boolean isStale(Instant now) {
        return newest.filter(at -> Duration.between(at, now).compareTo(staleAfter) <= 0).isEmpty();
    }

    String words(Ages ages) {
        return newest.map(at ->
                        (isStale(ages.now()) ? "stale: observed " : "observed ")
                                + ages.relative(at))
                .orElse("nothing observed yet");
    }
}
