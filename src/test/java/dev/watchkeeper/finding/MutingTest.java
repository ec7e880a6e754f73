package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.SampleSupervision.plain;
import static dev.watchkeeper.finding.SampleSupervision.telling;
import static dev.watchkeeper.finding.SampleSupervision.with;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.supervision.Check;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/// Why nobody would hear of a check.
final class MutingTest {
    private static final Check ALONE = with(plain("alone"), telling(true, Optional.empty()));

    @Test
    void aCheckWithoutAContactIsHeardByNobody() {
        assertThat(Muting.of(ALONE, new SampleSupervision().status()))
                .contains("without a contact");
    }

    @Test
    void whereItCouldNotBeReadWhoIsToldNobodyIsMissed() {
        assertThat(Muting.of(ALONE, new SampleSupervision().contacts().status())).isEmpty();
    }
}
