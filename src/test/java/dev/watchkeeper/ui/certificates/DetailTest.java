package dev.watchkeeper.ui.certificates;

import static dev.watchkeeper.ui.certificates.SampleCertificates.NOW;
import static dev.watchkeeper.ui.certificates.SampleCertificates.leaf;
import static dev.watchkeeper.ui.certificates.SampleCertificates.served;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.TlsObservation;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the details say of thresholds and of who renews.
final class DetailTest {
    private static final Instant END = NOW.plus(Duration.ofDays(60));

    private static CertificateRow row(Report report) {
        return CertificateRows.of(report).getFirst();
    }

    private static List<ThresholdLine> thresholds(TlsObservation seen) {
        Report report = SampleCertificates.report(seen);
        return ThresholdLine.of(row(report), report.snapshot().fleet());
    }

    @Test
    void thresholdsBeginAtMomentsOfThisCertificateAndSayThatTheyAreDefaults() {
        List<ThresholdLine> lines = thresholds(served("a.example.org", Duration.ofDays(90), END));

        assertThat(lines)
                .extracting(ThresholdLine::name)
                .containsExactly("medium", "high", "critical", "deployed within");
        assertThat(lines.getFirst().value()).isEqualTo("below 30 %");
        assertThat(lines.getFirst().from()).contains(END.minus(Duration.ofDays(27)));
        assertThat(lines).extracting(ThresholdLine::source).containsOnly("default");
    }

    @Test
    void aShortLivedOneIsHeldToTheThresholdOfTheShortLived() {
        List<ThresholdLine> lines =
                thresholds(
                        served("a.example.org", Duration.ofDays(6), NOW.plus(Duration.ofDays(3))));

        assertThat(lines.getFirst().name()).isEqualTo("medium (short-lived)");
        assertThat(lines.getFirst().value()).isEqualTo("below 40 %");
    }

    @Test
    void aThresholdOfTheEntryIsToldFromOneOfTheFleet() {
        var own = new CertificateThresholds(0.5, 0.125, 0.05, 0.5, Duration.ofDays(10));
        var endpoint =
                new TlsEndpoint(
                        "a.example.org",
                        443,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(own));
        List<ThresholdLine> lines =
                thresholds(served(endpoint, "10.0.0.1", leaf("a", Duration.ofDays(90), END)));

        assertThat(lines.get(0).source()).isEqualTo("this endpoint's entry");
        assertThat(lines.get(1).value()).isEqualTo("below 12.5 %");
        assertThat(lines.get(2).source()).isEqualTo("default");
    }

    @Test
    void aCertificateWithoutAnEndHasThresholdsWithoutAMoment() { // fault 25
        List<ThresholdLine> lines =
                thresholds(
                        served(
                                "a.example.org",
                                Duration.ofDays(90),
                                Instant.parse("9999-12-31T23:59:59Z")));

        assertThat(lines).allMatch(l -> l.from().isEmpty());
    }

    @Test
    void theCommandOfTheFleetFileComesBeforeTheClientAndTheNote() {
        var docs = TlsEndpoint.of("docs.example.org", 443);
        var renewal =
                new Renewal(
                        "docs",
                        "ant-queen",
                        List.of("/usr/bin/certbot", "renew"),
                        Duration.ofMinutes(5),
                        List.of(docs.id()),
                        List.of(),
                        false,
                        Optional.empty());
        var leaf = leaf(docs.name(), Duration.ofDays(90), END);
        var hosts = List.of(Host.of("ant-queen"));
        var archive = Map.of("ant-queen", SampleCertificates.archive(leaf));
        List<TlsObservation> seen = List.of(served(docs, "10.0.0.1", leaf));

        assertThat(way(SampleCertificates.snapshot(seen, hosts, List.of(renewal), archive)))
                .isEqualTo("docs: certbot on ant-queen");
        assertThat(way(SampleCertificates.snapshot(seen, hosts, List.of(), archive)))
                .isEqualTo("certbot in /etc/letsencrypt on ant-queen");
        assertThat(way(SampleCertificates.snapshot(seen, hosts, List.of(), Map.of())))
                .isEqualTo("by hand");
    }

    private static String way(dev.watchkeeper.finding.FleetSnapshot snapshot) {
        return RenewalWords.way(row(SampleCertificates.report(snapshot)).way());
    }

    @Test
    void theStandingOfARenewalIsSaidWithTheTriesThatAreLeft() {
        assertThat(standing(Duration.ofDays(60))).isEqualTo("in 30 d · 60 tries");
        assertThat(standing(Duration.ofDays(29))).isEqualTo("due · 29 tries");
        assertThat(standing(Duration.ofDays(20))).isEqualTo("overdue · 20 tries");
        assertThat(standing(Duration.ofHours(2))).isEqualTo("overdue · no try");
        assertThat(standing(Duration.ofHours(-2))).isEqualTo("not renewed in time");
    }

    private static String standing(Duration left) {
        CertificateRow row =
                row(
                        SampleCertificates.report(
                                served("a.example.org", Duration.ofDays(90), NOW.plus(left))));
        return RenewalWords.standing(row.renewal().orElseThrow(), NOW);
    }
}
