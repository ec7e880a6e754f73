package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.PrometheusMetrics.Sample;
import dev.watchkeeper.supervision.SourceReading.Moment;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// When samples were taken. Ages are by the clock of the Prometheus, which also gave the samples
/// their times; so they are right whatever the console's own clock says.
final class SampleTimes {
    /// So far an instant query looks back, by default.
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    private static final double YEAR_9999 = 253_402_300_799.0;

    private final Map<Map<String, String>, Double> taken = new HashMap<>();
    private final OptionalDouble now;
    private final Moment read;

    /// @param taken what `timestamp(…)` came to
    /// @param now when, by its own clock
    SampleTimes(List<Sample> taken, OptionalDouble now, Moment read) {
        taken.forEach(s -> this.taken.put(s.labels(), s.value()));
        this.now = now;
        this.read = read;
    }

    Moment read() {
        return read;
    }

    /// By the console's clock. One that is not known is as old as it can be.
    Instant of(Map<String, String> labels) {
        Double at = taken.get(labels);
        return read.at()
                .minus(
                        at == null || now.isEmpty()
                                ? LOOK_BACK
                                : PrometheusTime.seconds(now.getAsDouble() - at));
    }

    /// By how much a clock that was read is ahead of the Prometheus's own.
    Optional<Duration> ahead(Map<String, String> labels, double clock) {
        Double at = taken.get(labels);
        if (at == null) {
            return Optional.empty();
        }
        double seconds = Math.clamp(clock - at, -3.2e9, 3.2e9);
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /// A point of time in Unix seconds; none before 1970, and none after the year 9999, which is no
    /// end at all.
    static Optional<Instant> instant(double seconds) {
        return Double.isFinite(seconds) && seconds > 0
                ? Optional.of(Instant.ofEpochSecond((long) Math.min(seconds, YEAR_9999)))
                : Optional.empty();
    }
}
