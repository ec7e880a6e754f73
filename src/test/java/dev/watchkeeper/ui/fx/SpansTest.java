package dev.watchkeeper.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/// Lengths of time in words.
final class SpansTest {
    @ParameterizedTest
    @CsvSource({
        "PT4S,4 s",
        "PT3M20S,3 min",
        "PT1H20M,1 h 20 min",
        "PT5H,5 h",
        "PT23H59M,23 h",
        "PT47H,47 h",
        "P2D,2 d",
        "P7DT3H,7 d",
        "-PT5H,5 h"
    })
    void lessThanTwoDaysAreNeverSaidInDays(Duration span, String words) { // fault 27
        assertThat(Spans.words(span)).isEqualTo(words);
    }
}
