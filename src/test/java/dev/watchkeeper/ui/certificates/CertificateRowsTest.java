package dev.watchkeeper.ui.certificates;

import static dev.watchkeeper.ui.certificates.SampleCertificates.served;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Mark;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// The rows of the certificates.
final class CertificateRowsTest {
    private static final Instant NOW = SampleCertificates.NOW;
    private static final Duration FOR_EVER = Duration.ofDays(2_920_000);

    private final Ages ages = new Ages(InstantSource.fixed(SampleReports.NOW), ZoneOffset.UTC);
    private final List<CertificateRow> rows = sorted(SampleReports.outage(), SampleReports.NOW);

    private static List<CertificateRow> sorted(Report report, Instant now) {
        return CertificateRows.of(report).stream()
                .sorted(CertificateRow.soonestFirst(now))
                .toList();
    }

    private static List<String> names(TlsObservation... seen) {
        return sorted(SampleCertificates.report(seen), NOW).stream()
                .map(r -> r.target().endpoint().name())
                .toList();
    }

    private static TlsObservation ending(String name, Duration lifetime, Duration left) {
        return served(name, lifetime, NOW.plus(left));
    }

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

    @Test
    void aShortCertificateWithMoreOfItsLifeLeftComesAfterALongOneWithLess() {
        assertThat(
                        names(
                                ending("short", Duration.ofDays(6), Duration.ofDays(5)),
                                ending("year", Duration.ofDays(398), Duration.ofDays(30)),
                                ending("quarter", Duration.ofDays(90), Duration.ofDays(20))))
                .containsExactly("year", "quarter", "short");
    }

    @Test
    void ofEqualFractionsTheOneThatEndsFirstComesFirst() {
        assertThat(
                        names(
                                ending("a", Duration.ofDays(90), Duration.ofDays(45)),
                                ending("b", Duration.ofDays(6), Duration.ofDays(3))))
                .containsExactly("b", "a");
    }

    @Test
    void whatIsExpiredOrNotYetValidComesBeforeAllAndWhatNeverEndsLast() { // faults 25, 26
        assertThat(
                        names(
                                served("never", FOR_EVER, Instant.parse("9999-12-31T23:59:59Z")),
                                served(
                                        "after-2038",
                                        Duration.ofDays(7_300),
                                        Instant.parse("2039-06-01T00:00:00Z")),
                                ending("soon", Duration.ofDays(90), Duration.ofHours(1)),
                                ending("early", Duration.ofDays(90), Duration.ofDays(91)),
                                ending("expired", Duration.ofDays(90), Duration.ofHours(-5))))
                .containsExactly("expired", "early", "soon", "after-2038", "never");
    }

    @Test
    void yearsAfter2038AndNoExpiryAreSaidAsTheyAre() { // faults 25, 26
        Ages at = new Ages(InstantSource.fixed(NOW), ZoneOffset.UTC);
        List<CertificateRow> far =
                sorted(
                        SampleCertificates.report(
                                served(
                                        "after-2038",
                                        Duration.ofDays(7_300),
                                        Instant.parse("2039-06-01T00:00:00Z")),
                                served("never", FOR_EVER, Instant.parse("9999-12-31T23:59:59Z"))),
                        NOW);

        assertThat(far.getFirst().validUntil()).isEqualTo("2039-06-01 00:00");
        assertThat(far.getFirst().left(at)).isEqualTo("4573 d");
        assertThat(far.getLast().validUntil()).isEqualTo("no expiry");
        assertThat(far.getLast().left(at)).isEqualTo("no expiry");
        assertThat(far.getLast().renewal()).isEmpty();
        assertThat(far.getLast().remaining(NOW)).isEqualTo(1);
    }

    @Test
    void lessThanADayLeftIsSaidInHours() { // fault 27
        Ages at = new Ages(InstantSource.fixed(NOW), ZoneOffset.UTC);
        CertificateRow row =
                sorted(
                                SampleCertificates.report(
                                        ending("a", Duration.ofDays(90), Duration.ofHours(17))),
                                NOW)
                        .getFirst();

        assertThat(row.left(at)).isEqualTo("17 h");
    }

    @Test
    void aChangeOfZoneOrOfItsClockMovesNeitherDaysNorDates() { // fault 24
        Instant summer = Instant.parse("2027-03-27T12:00:00Z");
        var local = new Ages(InstantSource.fixed(summer), ZoneId.of("Europe/Berlin"));
        CertificateRow row =
                sorted(
                                SampleCertificates.report(
                                        served(
                                                "a",
                                                Duration.ofDays(200),
                                                Instant.parse("2027-03-30T12:00:00Z"))),
                                summer)
                        .getFirst();

        String before = row.left(local);
        local.toggleZone();

        assertThat(before).isEqualTo("3 d").isEqualTo(row.left(local));
        assertThat(row.validUntil()).isEqualTo("2027-03-30 12:00");
    }
}
