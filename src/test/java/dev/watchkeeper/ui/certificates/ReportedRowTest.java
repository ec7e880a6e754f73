package dev.watchkeeper.ui.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.SampleSources;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.monitor.Report.Progress;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Mark;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The row of a certificate of which only a source tells.
final class ReportedRowTest {
    private final Ages ages = new Ages(InstantSource.fixed(Samples.NOW), ZoneOffset.UTC);

    private static CertificateRow row(Duration left) {
        FleetSnapshot snapshot =
                new Fold(
                                FleetSnapshot.empty(
                                        SampleSources.fleet(List.of(SampleSources.DOCS), List.of()),
                                        Samples.NOW))
                        .add(SampleSources.reported(SampleSources.ending(Samples.NOW.plus(left))))
                        .at(Samples.NOW);
        var report = new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Progress.IDLE);
        return CertificateRows.of(report).getFirst();
    }

    @Test
    void itsEndIsShownAndWhatIsUnknownIsSaidToBe() {
        CertificateRow row = row(Duration.ofDays(60));

        assertThat(row.left(ages)).isEqualTo("60 d");
        assertThat(row.verdict().word()).isEqualTo("reported");
        assertThat(row.trust()).isEqualTo("not known");
        assertThat(row.name()).isEqualTo("not known");
        assertThat(row.protocol()).isEqualTo("TLS 1.3");
        assertThat(row.remaining(Samples.NOW)).isEqualTo(60 / 90.0);
        assertThat(row.observedAt()).isEqualTo(Samples.NOW.minusSeconds(40));
    }

    @Test
    void anExpiredOneIsAsBadAsOneThatWasSeen() {
        CertificateRow row = row(Duration.ofDays(-2));

        assertThat(row.left(ages)).isEqualTo("expired 2 d");
        assertThat(row.verdict().mark()).isEqualTo(Mark.CRITICAL);
        assertThat(Ending.of(List.of(row))).hasSize(1);
    }
}
