package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of a counter's last hour.
final class LastHourTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Optional<Instant> LONG_AGO = Optional.of(NOW.minus(Duration.ofDays(9)));

    private final LastHour hour = new LastHour();

    @Test
    void allOfAProcessThatBeganInItCounts() {
        Optional<Instant> lately = Optional.of(NOW.minusSeconds(600));

        assertThat(hour.growth("c", 3, lately, NOW)).hasValue(3);
    }

    @Test
    void ofAnOlderOneOnlyWhatWasSeenToGrow() {
        assertThat(hour.growth("c", 7, LONG_AGO, NOW)).isEmpty();
        assertThat(hour.growth("c", 9, LONG_AGO, NOW.plusSeconds(300))).hasValue(2);
        assertThat(hour.growth("c", 9, LONG_AGO, NOW.plusSeconds(3500))).hasValue(2);
        assertThat(hour.growth("c", 9, LONG_AGO, NOW.plusSeconds(3700))).hasValue(0);
    }

    @Test
    void aCounterThatBeganAnewIsNotCompared() {
        assertThat(hour.growth("c", 7, LONG_AGO, NOW)).isEmpty();
        assertThat(hour.growth("c", 1, LONG_AGO, NOW.plusSeconds(300))).isEmpty();
    }
}
