package dev.watchkeeper.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.SampleSources;
import dev.watchkeeper.finding.Samples;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

final class ReportedRunTest {
    private static Run run(Instant end, Instant at) {
        return Run.of(SampleSources.reported(SampleSources.TARGET, SampleSources.ending(end), at));
    }

    @Test
    void theSameEndGoesOnAndAnotherOneIsAnotherCertificate() {
        Instant end = Samples.NOW.plus(Duration.ofDays(9));
        Run first = run(end, Samples.NOW);

        assertThat(first.with(run(end, Samples.NOW.plusSeconds(60))))
                .hasValueSatisfying(r -> assertThat(r.samples()).isEqualTo(2));
        assertThat(first.with(run(end.plusSeconds(1), Samples.NOW.plusSeconds(60)))).isEmpty();
    }
}
