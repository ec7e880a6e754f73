package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/// Which lists are kept, and how long.
final class CrlCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NEXT = NOW.plus(Duration.ofHours(1));

    private final CrlCache cache = new CrlCache(100);

    @Test
    void aListHoldsUntilItsNextUpdate() {
        cache.put("a", list(10), NOW, NEXT);
        assertThat(cache.get("a", NEXT.minusSeconds(1))).contains(list(10));
        assertThat(cache.get("a", NEXT)).isEmpty();
        assertThat(cache.get("a", NOW)).as("it is gone").isEmpty();
    }

    @Test
    void oneThatHoldsForAWeekIsAskedForAgainBefore() {
        cache.put("a", list(10), NOW, NOW.plus(Duration.ofDays(7)));
        assertThat(cache.get("a", NOW.plus(CrlCache.LONGEST).minusSeconds(1))).isPresent();
        assertThat(cache.get("a", NOW.plus(CrlCache.LONGEST))).isEmpty();
    }

    @Test
    void aClockThatWentBackTrustsNothing() {
        cache.put("a", list(10), NOW, NEXT);
        assertThat(cache.get("a", NOW.minusSeconds(1))).isEmpty();
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() {
        cache.put("a", list(40), NOW, NEXT);
        cache.put("b", list(41), NOW, NEXT);
        cache.get("a", NOW);
        cache.put("c", list(42), NOW, NEXT);
        assertThat(cache.get("a", NOW)).isPresent();
        assertThat(cache.get("b", NOW)).isEmpty();
        assertThat(cache.get("c", NOW)).isPresent();
    }

    @Test
    void aListThatIsLargerThanAllIsNotKeptAndOneThatIsReplacedCountsOnce() {
        cache.put("big", list(101), NOW, NEXT);
        assertThat(cache.get("big", NOW)).isEmpty();
        for (int i = 0; i < 10; i++) {
            cache.put("a", list(60), NOW, NEXT);
        }
        cache.put("b", list(40), NOW, NEXT);
        assertThat(cache.get("a", NOW)).isPresent();
    }

    private static Der list(int bytes) {
        return Der.of(new byte[bytes]);
    }
}
