package dev.watchkeeper.ui.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Mark;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/// The rows of the certificates.
final class CertificateRowsTest {
    private final Ages ages = new Ages(InstantSource.fixed(SampleReports.NOW), ZoneOffset.UTC);
    private final List<CertificateRow> rows =
            CertificateRows.of(SampleReports.outage()).stream()
                    .sorted(Comparator.comparingDouble(r -> r.remaining(SampleReports.NOW)))
                    .toList();

    @Test
    void everyAddressHasARowOfItsOwnAndTheExpiredComeFirst() { // fault 6
        assertThat(rows).hasSize(11);
        assertThat(rows.subList(0, 2))
                .extracting(r -> r.target().label())
                .containsExactlyInAnyOrder("proxy1", "proxy2");
        assertThat(rows.getFirst().left(ages)).isEqualTo("expired 5 h");
        assertThat(rows.getFirst().verdict().mark()).isEqualTo(Mark.CRITICAL);
    }

    @Test
    void anAddressThatWasNeverSeenComesRightAfterTheExpiredAndIsNotOk() {
        CertificateRow legacy = rows.get(2);

        assertThat(legacy.target().endpoint().name()).isEqualTo("legacy.example.org");
        assertThat(legacy.left(ages)).isEqualTo("not seen");
        assertThat(legacy.verdict().word()).isEqualTo("timed out");
        assertThat(legacy.verdict().mark()).isEqualTo(Mark.UNKNOWN);
    }

    @Test
    void theIssuerIsShownByItsCommonName() {
        assertThat(rows.getFirst().issuer()).isEqualTo("R11");
    }
}
