package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.NOW;
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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The window audit.
final class PolicyRuleTest {
    private static final double USUAL = CertificateThresholds.DEFAULT.warning();

    // lifetime, renewed with so much left, tried every, warned of below this part
    @ParameterizedTest
    @CsvSource({
        "P90D, P30D, P1D, 0.30, none",
        "P90D, P60D, P1D, 0.30, none",
        "P45D, P15D, PT12H, 0.30, none",
        "P398D, P30D, P1D, 0.07, none",
        "P398D, P30D, P1D, 0.05, POLICY_WARNS_LATE",
        // the outage: renewed below 7 days, warned of at 8
        "P90D, P7D, P1D, 0.089, POLICY_WARNS_EARLY",
        "P90D, P7D, P1D, 0.30, POLICY_WARNS_EARLY",
        "P90D, P30D, P1D, 0.10, POLICY_WARNS_LATE",
        "P45D, P60D, P1D, 0.30, POLICY_RENEWS_ALWAYS",
        "P90D, P30D, P31D, 0.30, POLICY_RENEWS_LATE",
        "P90D, P30D, P15D, 0.30, POLICY_RENEWS_LATE"
    })
    void aPolicyThatCannotWorkIsFound(
            Duration lifetime, Duration before, Duration every, double warning, String expected) {
        List<Finding> found = evaluate(lifetime, Optional.of(before), every, warning);

        assertThat(found.isEmpty() ? "none" : found.getFirst().kind().name()).isEqualTo(expected);
        assertThat(found.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void theOutagesPolicyIsToldWithTheExactChange() {
        Finding f =
                evaluate(Duration.ofDays(90), Optional.of(Duration.ofDays(7)), day(1), USUAL)
                        .getFirst();

        assertThat(f.key().value()).isEqualTo("policy-warns-early/renewal/docs");
        assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(f.statement().title())
                .isEqualTo(
                        "a.example.org: warned of 27 d before its end, but renewed only 7 d before"
                                + " it");
        assertThat(f.statement().impact())
                .endsWith(
                        "Change: let it be renewed with 30 d left (now: `renew-before` of the"
                                + " renewal docs in the fleet file: when less than 7 d are left).");
    }

    @Test
    void aWarningThatComesLateIsToldWithThePercentageThatMendsIt() {
        Finding f = evaluate(Duration.ofDays(90), Optional.of(day(30)), day(1), 0.05).getFirst();

        assertThat(f.severity()).isEqualTo(Severity.LOW);
        assertThat(f.statement().impact())
                .endsWith(
                        "Change: `thresholds: {warning: 32%}` of a.example.org:443 in the fleet"
                                + " file.");
        assertThat(evaluate(Duration.ofDays(90), Optional.of(day(30)), day(1), 0.32)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "P90D, P60D, P1D, 0.9",
        "P90D, P60D, P1D, 0.1",
        "P45D, P20D, P4D, 0.9",
        "P45D, P20D, P4D, 0.1",
        "P398D, P140D, P30D, 0.5",
        "PT160H, PT90H, PT6H, 0.9",
        "PT160H, PT90H, PT6H, 0.1"
    })
    void theChangeOfAThresholdMendsIt(
            Duration lifetime, Duration before, Duration every, double warning) {
        String impact =
                evaluate(lifetime, Optional.of(before), every, warning)
                        .getFirst()
                        .statement()
                        .impact();
        var percent = Pattern.compile("warning: (\\d+)%").matcher(impact);

        assertThat(percent.find()).as(impact).isTrue();
        double mended = Integer.parseInt(percent.group(1)) / 100.0;
        assertThat(evaluate(lifetime, Optional.of(before), every, mended)).isEmpty();
    }

    @Test
    void runsThatAreRarerThanTheWindowAreHigh() {
        Finding f = evaluate(Duration.ofDays(90), Optional.of(day(7)), day(30), 0.05).getFirst();

        assertThat(f.kind()).isEqualTo(FindingKind.POLICY_RENEWS_LATE);
        assertThat(f.severity()).isEqualTo(Severity.HIGH);
        assertThat(f.statement().title())
                .endsWith("renewed only 7 d before its end, and tried every 30 d");
        assertThat(f.statement().impact()).contains("Change: try it at least every 7 d");
    }

    @Test
    void whatMostClientsDoIsNoPolicyAndNotAudited() {
        assertThat(evaluate(Duration.ofDays(90), Optional.empty(), day(40), 0.9)).isEmpty();
    }

    @Test
    void oneRenewalOfManyNamesIsOneFinding() {
        List<TlsEndpoint> endpoints =
                List.of(TlsEndpoint.of("a.example.org", 443), TlsEndpoint.of("b.example.org", 443));
        List<Finding> found =
                evaluate(endpoints, Duration.ofDays(90), Optional.of(Duration.ofDays(7)), day(1));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().statement().title())
                .startsWith("a.example.org and b.example.org: warned of ");
        assertThat(((Finding.EndpointFinding) found.getFirst()).observations()).hasSize(2);
    }

    private static Duration day(int n) {
        return Duration.ofDays(n);
    }

    private static List<Finding> evaluate(
            Duration lifetime, Optional<Duration> before, Duration every, double warning) {
        var base = CertificateThresholds.DEFAULT;
        Optional<CertificateThresholds> own =
                warning == base.warning()
                        ? Optional.empty()
                        : Optional.of(
                                new CertificateThresholds(
                                        warning,
                                        Math.min(warning, base.high()),
                                        Math.min(warning, base.critical()),
                                        lifetime.compareTo(base.shortLived()) <= 0
                                                ? warning
                                                : Math.max(warning, base.shortLivedWarning()),
                                        base.shortLived()));
        var endpoint =
                new TlsEndpoint(
                        "a.example.org", 443, List.of(), Optional.empty(), Optional.empty(), own);
        return evaluate(List.of(endpoint), lifetime, before, every);
    }

    /// Of certificates that were issued just now.
    private static List<Finding> evaluate(
            List<TlsEndpoint> endpoints,
            Duration lifetime,
            Optional<Duration> before,
            Duration every) {
        var renewal =
                new Renewal(
                        "docs",
                        "ant-queen",
                        List.of("certbot", "renew"),
                        Duration.ofMinutes(10),
                        endpoints.stream().map(TlsEndpoint::id).toList(),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new RenewalTiming(before, Optional.of(every), Optional.empty()));
        var fleet = new Fleet(endpoints, List.of(), List.of(renewal), Thresholds.DEFAULT);
        var fold = new Fold(FleetSnapshot.empty(fleet, NOW));
        endpoints.forEach(
                e -> fold.add(presented(at(e, "a"), NOW, List.of(leaf(NOW, NOW.plus(lifetime))))));
        return Rules.evaluate(fold.at(NOW)).stream()
                .filter(f -> f.kind().name().startsWith("POLICY_"))
                .toList();
    }
}
