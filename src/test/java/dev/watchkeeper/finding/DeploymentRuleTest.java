package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.SampleWays.NEW;
import static dev.watchkeeper.finding.SampleWays.OLD;
import static dev.watchkeeper.finding.SampleWays.PROXY1;
import static dev.watchkeeper.finding.SampleWays.PROXY2;
import static dev.watchkeeper.finding.SampleWays.SITE;
import static dev.watchkeeper.finding.Samples.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Deployment.Stop;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// The first hop that disagrees, and only after the grace.
final class DeploymentRuleTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(5);

    @Test
    void whereAllFourAgreeNothingIsFound() {
        var way =
                new SampleWays()
                        .archived(HOUR, NEW, OLD)
                        .configured(PROXY1, HOUR, NEW, NOW)
                        .configured(PROXY2, HOUR, NEW, NOW)
                        .served("proxy1", NEW)
                        .served("proxy2", NEW);
        assertThat(way.findings()).isEmpty();
        assertThat(stops(way)).hasOnlyElementsOfType(Stop.Nowhere.class);
    }

    // fault 62
    @Test
    void aForgottenReloadIsFoundAtTheOneProxyWithTheYoungestProcess() {
        var way =
                new SampleWays()
                        .archived(HOUR, NEW, OLD)
                        .configured(PROXY1, HOUR, NEW, NOW)
                        .configured(PROXY2, HOUR, NEW, NOW.minus(Duration.ofDays(3)))
                        .served("proxy1", NEW)
                        .served("proxy2", OLD);
        Finding f = only(way);
        assertThat(f.kind()).isEqualTo(FindingKind.CERTIFICATE_NOT_LOADED);
        assertThat(f.statement().title())
                .isEqualTo("docs.example.org: deployed to proxy2, not loaded by nginx there");
        assertThat(f.statement().impact()).contains("Reload the server.");
        assertThat(f.statement().evidence())
                .anySatisfy(e ->
                        assertThat(e.text())
                                .contains(
                                        "serial " + NEW.serialHex(),
                                        "the youngest began 2026-11-19T12:00:00Z"));
        assertThat(f.statement().evidence())
                .anySatisfy(e -> assertThat(e.text()).startsWith("the same names, issuer"));
    }

    @Test
    void aFileThatNobodyRenewedIsNotDeployedWhateverIsServed() {
        var way =
                new SampleWays()
                        .archived(HOUR, NEW, OLD)
                        .configured(PROXY1, HOUR, NEW, NOW)
                        .configured(PROXY2, Duration.ofDays(80), OLD, NOW)
                        .served("proxy1", NEW)
                        .served("proxy2", OLD);
        Finding f = only(way);
        assertThat(f.kind()).isEqualTo(FindingKind.CERTIFICATE_NOT_DEPLOYED);
        assertThat(f.statement().title())
                .isEqualTo("docs.example.org: renewed on queen, not deployed to proxy2");
    }

    @Test
    void whereTheServersFileIsNotKnownItIsOnlySaidThatItIsNotServed() {
        var way =
                new SampleWays()
                        .archived(HOUR, NEW, OLD)
                        .served("proxy1", NEW)
                        .served("proxy2", OLD);
        Finding f = only(way);
        assertThat(f.kind()).isEqualTo(FindingKind.CERTIFICATE_NOT_SERVED);
        assertThat(f.statement().impact()).contains("is not known", "proxy2");
    }

    @Test
    void nothingIsFoundBeforeTheGraceIsOver() {
        assertThat(renewed(GRACE).findings()).isEmpty();
        assertThat(renewed(GRACE.plusSeconds(1)).findings()).hasSize(2);
    }

    @Test
    void anOlderOneInTheArchiveThanIsServedIsNoFinding() {
        var way = new SampleWays().archived(HOUR, OLD).served("proxy1", NEW).served("proxy2", NEW);
        assertThat(way.findings()).isEmpty();
    }

    @Test
    void somethingElseThanTheFileThatIsYoungerIsUnexplainedAndNoFinding() {
        var way = new SampleWays().configured(PROXY1, HOUR, OLD, NOW).served("proxy1", NEW);
        assertThat(way.findings()).isEmpty();
        assertThat(stops(way)).hasOnlyElementsOfType(Stop.Unexplained.class);
    }

    @Test
    void itIsAsBadAsWhatIsServedInstead() {
        Parsed expired = SampleWays.leaf(91);
        var way =
                new SampleWays()
                        .archived(HOUR, NEW, expired)
                        .served("proxy1", expired)
                        .served("proxy2", NEW);
        assertThat(only(way).severity()).isEqualTo(Severity.CRITICAL);
    }

    private static SampleWays renewed(Duration ago) {
        return new SampleWays()
                .archived(ago, NEW, OLD)
                .configured(PROXY1, ago, NEW, NOW.minus(Duration.ofDays(3)))
                .configured(PROXY2, Duration.ofDays(80), OLD, NOW)
                .served("proxy1", OLD)
                .served("proxy2", OLD);
    }

    private static List<Stop> stops(SampleWays way) {
        return Deployments.of(way.snapshot(), SITE).stream().map(Deployment::stop).toList();
    }

    private static Finding only(SampleWays way) {
        assertThat(way.findings()).hasSize(1);
        return way.findings().getFirst();
    }
}
