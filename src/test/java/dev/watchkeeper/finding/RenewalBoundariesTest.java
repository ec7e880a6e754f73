package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.DOCS;
import static dev.watchkeeper.finding.Samples.at;
import static dev.watchkeeper.finding.Samples.leaf;
import static dev.watchkeeper.finding.Samples.presented;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.RenewalTiming;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Severity and `overdue` begin to the second when the rules say, on certificates of each lifetime.
final class RenewalBoundariesTest {
    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");

    // What is left: warned of below 30 % (40 % of a short one), high below 15 %, critical below 5
    // %.
    @ParameterizedTest
    @CsvSource({
        "PT160H, PT64H, none, MEDIUM",
        "PT160H, PT24H, MEDIUM, HIGH",
        "PT160H, PT8H, HIGH, CRITICAL",
        "P45D, PT324H, none, MEDIUM",
        "P45D, PT162H, MEDIUM, HIGH",
        "P45D, PT54H, HIGH, CRITICAL",
        "P90D, P27D, none, MEDIUM",
        "P90D, PT324H, MEDIUM, HIGH",
        "P90D, PT108H, HIGH, CRITICAL",
        "P398D, PT171936M, none, MEDIUM",
        "P398D, PT85968M, MEDIUM, HIGH",
        "P398D, PT28656M, HIGH, CRITICAL"
    })
    void severityChangesASecondAfterTheFractionIsReached(
            Duration lifetime, Duration left, String before, String after) {
        Instant boundary = END.minus(left);
        assertThat(expiring(lifetime, boundary.minusSeconds(1))).isEqualTo(before);
        assertThat(expiring(lifetime, boundary)).isEqualTo(before);
        assertThat(expiring(lifetime, boundary.plusSeconds(1))).isEqualTo(after);
    }

    // A third of the lifetime is left (half of a short one) when it is due, and two runs later it
    // is overdue; or `renew-before` says when.
    @ParameterizedTest
    @CsvSource({
        "PT160H, PT12H, , PT56H",
        "PT160H, P1D, , PT32H",
        "P45D, P1D, , P13D",
        "P90D, P1D, , P28D",
        "P90D, PT12H, , P29D",
        "P398D, P1D, , PT3136H",
        "P90D, P1D, P7D, P5D",
        "P45D, PT12H, P30D, P29D",
        "PT160H, PT6H, PT72H, PT60H"
    })
    void overdueBeginsTwoRunsAfterTheDueTimeWhateverIsLeft(
            Duration lifetime, Duration every, Duration before, Duration left) {
        Fleet fleet = fleet(every, Optional.ofNullable(before), DOCS);
        Instant boundary = END.minus(left);

        assertThat(overdue(fleet, lifetime, boundary.minusSeconds(1))).isEmpty();
        assertThat(overdue(fleet, lifetime, boundary)).isPresent();
        assertThat(overdue(fleet, lifetime, boundary.plusSeconds(1))).isPresent();
        assertThat(overdue(fleet, lifetime, END)).isPresent();
        assertThat(overdue(fleet, lifetime, END.plusSeconds(1))).isEmpty();
    }

    @Test
    void overdueIsAsBadAsWhatItLeadsToAndItsCause() {
        Fleet fleet = fleet(Duration.ofDays(1), Optional.empty(), DOCS);
        Duration life = Duration.ofDays(90);

        List<Finding> found = evaluate(fleet, life, END.minus(Duration.ofDays(10)));

        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.RENEWAL_OVERDUE, FindingKind.CERTIFICATE_EXPIRING);
        assertThat(found).extracting(Finding::severity).containsOnly(Severity.HIGH);
        assertThat(found.getLast().statement().cause()).contains(found.getFirst().key());
        assertThat(found.getFirst().statement().title())
                .isEqualTo("docs.example.org: renewal overdue, it was due 20 d ago");
        assertThat(found.getFirst().statement().impact())
                .startsWith(
                        "20 runs should have renewed it. It expires in 10 d, with 10 tries left.");
    }

    @Test
    void overdueIsMediumAsLongAsEnoughIsLeftAndHighWithTwoTriesLeft() {
        Fleet fleet = fleet(Duration.ofDays(8), Optional.empty(), DOCS);
        Duration life = Duration.ofDays(90);

        assertThat(overdue(fleet, life, END.minus(Duration.ofDays(14))).orElseThrow().severity())
                .isEqualTo(Severity.HIGH);
        Fleet daily = fleet(Duration.ofDays(1), Optional.empty(), DOCS);
        assertThat(overdue(daily, life, END.minus(Duration.ofDays(28))).orElseThrow().severity())
                .isEqualTo(Severity.MEDIUM);
    }

    @Test
    void whereNobodySaidHowItIsRenewedOverdueIsLowForItMayBeDoneByHand() {
        Fleet fleet = new Fleet(List.of(DOCS), List.of(), List.of(), Thresholds.DEFAULT);
        Finding found =
                overdue(fleet, Duration.ofDays(90), END.minus(Duration.ofDays(28))).orElseThrow();

        assertThat(found.severity()).isEqualTo(Severity.LOW);
        assertThat(found.statement().evidence().getFirst().text())
                .startsWith("rule: a third of the lifetime left, as most clients do it");
    }

    @Test
    void anEndpointsOwnRuleGoesBeforeThatOfItsRenewal() {
        var own = own(Optional.of(Duration.ofDays(10)));
        Fleet fleet = fleet(Duration.ofDays(1), Optional.of(Duration.ofDays(40)), own);

        Finding found =
                overdue(fleet, Duration.ofDays(90), END.minus(Duration.ofDays(8))).orElseThrow();

        assertThat(overdue(fleet, Duration.ofDays(90), END.minus(Duration.ofDays(9)))).isEmpty();
        assertThat(found.statement().evidence().getFirst().text())
                .contains("`renew-before` of docs.example.org:443 in the fleet file");
    }

    @Test
    void theExpectedRenewalAndTheTriesLeftAreInTheTextOfWhatExpires() {
        Fleet fleet = fleet(Duration.ofHours(12), Optional.of(Duration.ofDays(20)), DOCS);
        Duration life = Duration.ofDays(90);

        assertThat(text(fleet, life, END.minus(Duration.ofDays(22))))
                .contains("Renewal expected in 2 d; 44 tries left.");
        assertThat(text(fleet, life, END.minus(Duration.ofDays(20))))
                .contains("Renewal due 0 s ago, expected within 12 h; 40 tries left.");
        assertThat(text(fleet, life, END.minus(Duration.ofDays(19))))
                .contains("Renewal overdue: due 24 h ago; 38 tries left.");
    }

    private static String text(Fleet fleet, Duration lifetime, Instant now) {
        return evaluate(fleet, lifetime, now).stream()
                .filter(f -> f.kind() == FindingKind.CERTIFICATE_EXPIRING)
                .map(f -> f.statement().impact())
                .findFirst()
                .orElseThrow();
    }

    private static String expiring(Duration lifetime, Instant now) {
        Fleet fleet = fleet(Duration.ofDays(1), Optional.empty(), DOCS);
        return evaluate(fleet, lifetime, now).stream()
                .filter(f -> f.kind() == FindingKind.CERTIFICATE_EXPIRING)
                .map(f -> f.severity().name())
                .findFirst()
                .orElse("none");
    }

    private static Optional<Finding> overdue(Fleet fleet, Duration lifetime, Instant now) {
        return evaluate(fleet, lifetime, now).stream()
                .filter(f -> f.kind() == FindingKind.RENEWAL_OVERDUE)
                .findFirst();
    }

    private static List<Finding> evaluate(Fleet fleet, Duration lifetime, Instant now) {
        var seen =
                presented(
                        at(fleet.endpoints().getFirst(), "a"),
                        now,
                        List.of(leaf(END.minus(lifetime), END)));
        return Rules.evaluate(new Fold(FleetSnapshot.empty(fleet, now)).add(seen).at(now));
    }

    private static Fleet fleet(Duration every, Optional<Duration> before, TlsEndpoint endpoint) {
        var renewal =
                new Renewal(
                        "docs",
                        "ant-queen",
                        List.of("certbot", "renew"),
                        Duration.ofMinutes(10),
                        List.of(endpoint.id()),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new RenewalTiming(before, Optional.of(every), Optional.empty()));
        return new Fleet(List.of(endpoint), List.of(), List.of(renewal), Thresholds.DEFAULT);
    }

    private static TlsEndpoint own(Optional<Duration> before) {
        var base = CertificateThresholds.DEFAULT;
        return new TlsEndpoint(
                DOCS.name(),
                DOCS.port(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        new CertificateThresholds(
                                base.warning(),
                                base.high(),
                                base.critical(),
                                base.shortLivedWarning(),
                                base.shortLived(),
                                before,
                                base.deployWithin())));
    }
}
