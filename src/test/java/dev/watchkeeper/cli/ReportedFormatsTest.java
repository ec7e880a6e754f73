package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.SampleSources;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.monitor.Report.Progress;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a source reported, as other programs get it.
final class ReportedFormatsTest {
    private static Report report() {
        var fleet =
                SampleSources.fleet(List.of(SampleSources.DOCS), List.of(SampleSources.BUILDER));
        FleetSnapshot snapshot =
                new Fold(FleetSnapshot.empty(fleet, Samples.NOW))
                        .add(
                                SampleSources.reported(
                                        SampleSources.ending(
                                                Samples.NOW.minus(Duration.ofDays(1)))))
                        .add(SampleSources.host(SampleSources.BUILDER, 0, Duration.ZERO))
                        .at(Samples.NOW);
        return new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Progress.IDLE);
    }

    @Test
    void metricsNameTheSourceAndTheTimeOfTheSample() {
        long end = Samples.NOW.minus(Duration.ofDays(1)).getEpochSecond();
        long at = Samples.NOW.getEpochSecond() - 40;
        String target = "endpoint=\"docs.example.org:443\",target=\"tls docs.example.org:443\"";

        assertThat(ReportMetrics.of(report()).lines())
                .contains(
                        "watchkeeper_target_up{" + target + "} 1",
                        "watchkeeper_reported_not_after_seconds{%s,source=\"prom\"} %d"
                                .formatted(target, end),
                        "watchkeeper_target_observed_seconds{%s} %d".formatted(target, at),
                        "watchkeeper_host_up{host=\"builder1\"} 1",
                        "watchkeeper_host_observed_seconds{host=\"builder1\"} " + at)
                .noneMatch(l -> l.startsWith("watchkeeper_certificate_not_after_seconds{"));
    }

    @Test
    void nagiosGetsTheSoonestEndOfThem() {
        assertThat(ReportNagios.of(report()))
                .startsWith("WATCHKEEPER CRITICAL - 1 certificate expired 24 h ago")
                .contains(" expired=1;;0;0 ")
                .contains(" soonest_expiry_days=-1.00");
    }

    @Test
    void jsonHasWhatIsReportedAndNullForWhatIsNot() {
        JsonNode json = JsonMapper.shared().readTree(new JsonText().of(ReportJson.of(report())));
        JsonNode latest = json.path("endpoints").path(0).path("latest");

        assertThat(json.path("exitStatus").asInt()).isEqualTo(2);
        assertThat(latest.path("type").asString()).isEqualTo("Reported");
        assertThat(latest.path("source").asString()).isEqualTo("prom");
        assertThat(latest.path("certificate").path("notBefore").isNull()).isTrue();
        assertThat(json.path("endpoints").path(0).path("lastPresented").isNull()).isTrue();
        JsonNode host = json.path("hosts").path(0).path("latest");
        assertThat(host.path("type").asString()).isEqualTo("Reported");
        assertThat(host.path("facts").path("instance").asString()).isEqualTo("builder1:9100");
    }
}
