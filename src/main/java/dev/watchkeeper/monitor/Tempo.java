package dev.watchkeeper.monitor;

import java.time.Duration;

/// The engine's own pace, apart from what the fleet file sets.
///
/// @param tick how often the timer looks for what is due
/// @param gap the least time between two reports
/// @param heartbeat the most time between two reports, so that ages move and expiries are noticed
/// @param patience how long the timer may be silent before that is a finding
/// @param secondSample pause before a host with suspects is asked again
/// @param grace how far beyond its limit an observer may go before its observation is given up
record Tempo(
        Duration tick,
        Duration gap,
        Duration heartbeat,
        Duration patience,
        Duration secondSample,
        Duration grace) {
    static final Tempo DEFAULT =
            new Tempo(
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(400));
}
