package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

final class RemainingTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    // faults 25, 26, 27
    @ParameterizedTest
    @CsvSource({
        "2026-11-25T17:59:59Z, 2 days",
        "2026-11-23T18:00:00Z, 1 day",
        "2026-11-23T17:59:59Z, 23 hours",
        "2026-11-22T19:00:00Z, 1 hour",
        "2026-11-22T18:59:59Z, 59 minutes",
        "2026-11-22T18:00:30Z, 30 seconds",
        "2026-11-22T18:00:00Z, expired 0 seconds ago",
        "2026-11-22T12:59:00Z, expired 5 hours ago",
        "2026-11-20T17:00:00Z, expired 2 days ago",
        "2038-01-20T18:00:00Z, 4077 days",
        "2106-11-22T18:00:00Z, 29219 days",
        "9999-12-31T23:59:59Z, no expiry"
    })
    void whatIsLeftIsSaidInTheLargestUnitThatIsNotZero(Instant notAfter, String words) {
        assertThat(RemainingTime.inWords(notAfter, NOW)).isEqualTo(words);
    }
}
