package dev.watchkeeper.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/// When something was.
final class AgesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:47:00Z");

    private final Ages ages = new Ages(InstantSource.fixed(NOW), ZoneId.of("Europe/Berlin"));

    @Test
    void theZoneIsAlwaysPrinted() { // fault 24
        assertThat(ages.absolute(NOW)).isEqualTo("2026-11-22 03:47:00 CET");
        ages.toggleZone();
        assertThat(ages.absolute(NOW)).isEqualTo("2026-11-22 02:47:00 UTC");
        ages.toggleZone();
        assertThat(ages.zoneName()).isEqualTo("Europe/Berlin");
    }

    @Test
    void thePastIsAgoAndTheFutureIsIn() {
        assertThat(ages.relative(NOW.minusSeconds(4))).isEqualTo("4 s ago");
        assertThat(ages.relative(NOW.plusSeconds(7_200))).isEqualTo("in 2 h");
        assertThat(ages.relative(NOW)).isEqualTo("just now");
    }
}
