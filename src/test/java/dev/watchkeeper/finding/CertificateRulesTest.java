package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.DOCS;
import static dev.watchkeeper.finding.Samples.NOW;
import static dev.watchkeeper.finding.Samples.at;
import static dev.watchkeeper.finding.Samples.certificate;
import static dev.watchkeeper.finding.Samples.fault;
import static dev.watchkeeper.finding.Samples.fleet;
import static dev.watchkeeper.finding.Samples.leaf;
import static dev.watchkeeper.finding.Samples.presented;
import static dev.watchkeeper.finding.Samples.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class CertificateRulesTest {
    @Test
    void aGoodCertificateMakesNoFinding() {
        assertThat(of(presented(at(DOCS, "proxy1"), NOW))).isEmpty();
    }

    @Test
    void twoProxiesWithTheSameExpiredCertificateAreOneFinding() {
        Parsed leaf = leaf(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofHours(5)));
        List<Finding> found = of(serving("proxy1", leaf), serving("proxy2", leaf));

        Finding f = only(found);
        assertThat(f.key().value()).isEqualTo("certificate-expired/docs.example.org:443");
        assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(f.statement().title())
                .isEqualTo("docs.example.org: certificate expired 5 h ago");
        assertThat(((EndpointFinding) f).observations()).hasSize(2);
        assertThat(f.statement().evidence()).hasSize(2);
    }

    @Test
    void anExpiredCertificateAtOneOfTwoAddressesNamesItAndCausesTheDifference() {
        Parsed old = leaf(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofHours(5)));
        Parsed fresh = leaf(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(89)));
        List<Finding> found = of(serving("proxy1", old), serving("proxy2", fresh));

        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.CERTIFICATE_EXPIRED, FindingKind.CERTIFICATE_DIFFERS);
        assertThat(found.getFirst().statement().title()).endsWith("ago at proxy1");
        assertThat(found.getLast().statement().cause()).contains(found.getFirst().key());
        assertThat(found.getLast().statement().evidence())
                .extracting(Evidence::text)
                .anyMatch(t -> t.contains(old.sha256()))
                .anyMatch(t -> t.contains(fresh.sha256()));
    }

    // The fractions of facts: 27, 13.5 and 4.5 of 90 days, 64 (short-lived), 24 and 8 of 160 hours.
    @ParameterizedTest
    @CsvSource({
        "2160, 649, none",
        "2160, 647, MEDIUM",
        "2160, 325, MEDIUM",
        "2160, 323, HIGH",
        "2160, 109, HIGH",
        "2160, 107, CRITICAL",
        "160, 65, none",
        "160, 63, MEDIUM",
        "160, 23, HIGH",
        "160, 7, CRITICAL"
    })
    void howBadItIsFollowsTheFractionOfTheLifetimeThatIsLeft(
            long lifetimeHours, long leftHours, String severity) {
        Instant end = NOW.plus(Duration.ofHours(leftHours));
        List<Finding> found =
                of(serving("a", leaf(end.minus(Duration.ofHours(lifetimeHours)), end)));

        assertThat(
                        found.stream()
                                .filter(f -> f.kind() == FindingKind.CERTIFICATE_EXPIRING)
                                .map(f -> f.severity().name())
                                .findFirst()
                                .orElse("none"))
                .isEqualTo(severity);
    }

    @Test
    void anEndpointsOwnThresholdsGoBeforeTheFleets() {
        TlsEndpoint own =
                new TlsEndpoint(
                        "own.example.org",
                        8443,
                        List.of(),
                        Optional.of("web team"),
                        Optional.of("run certbot"),
                        Optional.of(
                                new CertificateThresholds(
                                        0.9, 0.8, 0.7, 0.9, Duration.ofDays(10))));
        Finding f = only(of(presented(at(own, "a"), NOW)));

        assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(f.statement().title()).startsWith("own.example.org:8443: ");
        assertThat(f.statement().impact()).contains("Owner: web team.", "Renewal: run certbot");
    }

    @Test
    void lessThanADayLeftIsSaidInHours() {
        // fault 27
        Instant end = NOW.plus(Duration.ofHours(23));
        Finding f = expiring(of(serving("a", leaf(end.minus(Duration.ofDays(90)), end))));
        assertThat(f.statement().title()).endsWith("expires in 23 h");
        assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void theYear9999MeansNoExpiry() {
        // fault 25
        Parsed forever = leaf(NOW.minus(Duration.ofDays(1)), Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(of(serving("a", forever))).isEmpty();
    }

    @Test
    void datesAfter2038AreOrdinary() {
        // fault 26
        Instant then = Instant.parse("2040-03-01T00:00:00Z");
        Parsed leaf = leaf(then.minus(Duration.ofDays(60)), then.plus(Duration.ofDays(3)));
        var seen = presented(at(DOCS, "a"), then, List.of(leaf));
        var snapshot =
                new Fold(FleetSnapshot.empty(fleet(List.of(DOCS), List.of()), then))
                        .add(seen)
                        .at(then);
        assertThat(expiring(Rules.evaluate(snapshot)).statement().title())
                .endsWith("expires in 3 d");
    }

    @Test
    void daysLeftDoNotDependOnDaylightSaving() {
        // fault 24: the night of 2026-10-25 has 25 hours in Berlin; the answer is in elapsed hours
        Instant before = Instant.parse("2026-10-24T22:00:00Z");
        assertThat(Ages.between(before, Instant.parse("2026-10-25T23:00:00Z"))).isEqualTo("25 h");
    }

    @Test
    void aCertificateOfTomorrowIsNotYetValid() {
        Parsed early = leaf(NOW.plus(Duration.ofHours(20)), NOW.plus(Duration.ofDays(90)));
        Finding f = only(of(serving("a", early)));
        assertThat(f.kind()).isEqualTo(FindingKind.CERTIFICATE_NOT_YET_VALID);
        assertThat(f.statement().title()).endsWith("valid only in 20 h");
    }

    @Test
    void anExpiredIntermediateIsToldFromTheLeaf() {
        // fault 15
        Parsed leaf = leaf(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(60)));
        Parsed expired =
                certificate(
                        "CN=Issuer",
                        "CN=Root",
                        NOW.minus(Duration.ofDays(900)),
                        NOW.minus(Duration.ofDays(2)));
        Finding f = only(of(presented(at(DOCS, "a"), NOW, List.of(leaf, expired))));
        assertThat(f.statement().title()).contains("intermediate certificate expired 2 d ago");
        assertThat(f.key().value()).endsWith("/intermediate");
        // The chain was judged good without it.
        assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void anIntermediateIsMeasuredByTheLifetimeOfTheLeaf() {
        Parsed leaf = leaf(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(60)));
        Instant born = NOW.minus(Duration.ofDays(1000));
        Parsed far = certificate("CN=I", "CN=R", born, NOW.plus(Duration.ofDays(95)));
        Parsed near = certificate("CN=I", "CN=R", born, NOW.plus(Duration.ofDays(12)));
        assertThat(of(presented(at(DOCS, "a"), NOW, List.of(leaf, far)))).isEmpty();
        assertThat(only(of(presented(at(DOCS, "a"), NOW, List.of(leaf, near)))).severity())
                .isEqualTo(Severity.HIGH);
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NAME, CERTIFICATE_WRONG_NAME, CRITICAL",
        "UNTRUSTED, CERTIFICATE_UNTRUSTED, CRITICAL",
        "SELF_SIGNED, CERTIFICATE_UNTRUSTED, CRITICAL",
        "REVOKED, CERTIFICATE_UNTRUSTED, CRITICAL",
        "CHAIN_INCOMPLETE, CERTIFICATE_CHAIN_INCOMPLETE, HIGH",
        "WEAK_KEY, CERTIFICATE_WEAK, MEDIUM",
        "OLD_PROTOCOL, CERTIFICATE_WEAK, MEDIUM",
        "CHAIN_ORDER, CERTIFICATE_WEAK, LOW",
        "UNPARSEABLE, CERTIFICATE_UNREADABLE, UNKNOWN",
        "UNJUDGED, CERTIFICATE_UNREADABLE, UNKNOWN"
    })
    void eachFaultHasItsKindAndSeverity(Kind fault, FindingKind kind, Severity severity) {
        // faults 13, 16
        Parsed leaf = leaf(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(60)));
        Finding f = only(of(presented(at(DOCS, "a"), NOW, List.of(leaf), fault(fault))));
        assertThat(f.kind()).isEqualTo(kind);
        assertThat(f.severity()).isEqualTo(severity);
        assertThat(f.statement().evidence().getFirst().text()).contains("test anchors");
    }

    @Test
    void severalFaultsAreAllToldWorstFirst() {
        // fault 14
        Parsed expired = leaf(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(1)));
        List<Finding> found =
                of(
                        presented(
                                at(DOCS, "a"),
                                NOW,
                                List.of(expired),
                                fault(Kind.EXPIRED),
                                fault(Kind.WRONG_NAME),
                                fault(Kind.WEAK_KEY)));
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(
                        FindingKind.CERTIFICATE_EXPIRED,
                        FindingKind.CERTIFICATE_WRONG_NAME,
                        FindingKind.CERTIFICATE_WEAK);
    }

    @Test
    void anExpiredCertificateStaysExpiredWhenItsServerStopsAnswering() {
        Parsed expired = leaf(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(1)));
        List<Finding> found =
                of(
                        serving("a", expired),
                        Samples.failed(at(DOCS, "a"), TlsObservation.Failure.REFUSED));
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.CERTIFICATE_EXPIRED, FindingKind.ENDPOINT_UNREACHABLE);
    }

    @Test
    void hostileNamesAreShownAsEscapes() {
        Parsed evil =
                certificate(
                        "CN=a\u202e\u001b[31mb",
                        "CN=Issuer",
                        NOW.minus(Duration.ofDays(90)),
                        NOW.minus(Duration.ofDays(1)));
        String shown = only(of(serving("a", evil))).statement().evidence().getFirst().text();
        assertThat(shown).contains("\\u{202e}").doesNotContain("\u202e", "\u001b");
    }

    private static TlsObservation serving(String label, ServedCertificate leaf) {
        return presented(at(DOCS, label), NOW, List.of(leaf));
    }

    private static List<Finding> of(TlsObservation... seen) {
        List<TlsEndpoint> endpoints =
                Arrays.stream(seen).map(o -> o.target().endpoint()).distinct().toList();
        return Rules.evaluate(snapshot(fleet(endpoints, List.of()), seen));
    }

    private static Finding expiring(List<Finding> found) {
        return only(
                found.stream().filter(f -> f.kind() == FindingKind.CERTIFICATE_EXPIRING).toList());
    }

    private static Finding only(List<Finding> found) {
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
