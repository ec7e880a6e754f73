package dev.watchkeeper.supervision;

import static dev.watchkeeper.supervision.ScriptedSeries.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.NotReported;
import dev.watchkeeper.host.HostObservation.Reported;
import dev.watchkeeper.host.HostObservation.Why;
import dev.watchkeeper.host.ReportedHost.FaultyMount;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Source;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What is told of hosts by the series of a Prometheus.
final class HostSourceTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()));
    private final PrometheusSource reader = new PrometheusSource(client, InstantSource.fixed(NOW));
    private final ScriptedSeries series = new ScriptedSeries();
    private ScriptedApi api;

    @BeforeEach
    void start() throws Exception {
        api = new ScriptedApi();
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private HostObservation told(Host host) {
        series.on(api);
        return reader.read(
                        Supervision.prometheus("prom", api.url()),
                        Fleet.empty(),
                        List.of(),
                        List.of(host),
                        Duration.ofSeconds(20))
                .of(host)
                .orElseThrow();
    }

    private static Host host(String name, Optional<String> instance) {
        return Host.of(name).from(Optional.of(new Source("prom", instance)));
    }

    private NotReported untold(Host host) {
        HostObservation seen = told(host);
        assertThat(seen).isInstanceOf(NotReported.class);
        return (NotReported) seen;
    }

    @Test
    void aHostIsToldWithTheAgeOfItsSampleAndItsClockAgainstTheScrape() {
        String at = labels("node", "Builder1:9100");
        String loads = "{__name__=~\"node_load1|node_load5|node_load15\"}";
        series.node(at, 12)
                .of(loads, "node_load1", at, "0.5")
                .of(loads, "node_load5", at, "1.5")
                .of(loads, "node_load15", at, "2.5")
                .series(
                        "node_filesystem_device_error == 1",
                        at + ",\"mountpoint\":\"/mnt/x\",\"fstype\":\"nfs4\",\"device\":\"s:/x\"",
                        "1");
        HostObservation seen = told(host("builder1", Optional.empty()));

        assertThat(seen).isInstanceOf(Reported.class);
        assertThat(seen.observedAt()).isEqualTo(NOW.minusSeconds(12));
        var facts = ((Reported) seen).facts();
        assertThat(facts.clockOffset()).contains(Duration.ofSeconds(90));
        assertThat(facts.bootedAt()).contains(Instant.ofEpochSecond(1_776_000_000));
        assertThat(facts.blocked()).hasValue(3);
        assertThat(facts.load().orElseThrow().fifteen()).isEqualTo(2.5);
        assertThat(facts.memory()).isEmpty();
        assertThat(facts.mounts()).containsExactly(new FaultyMount("/mnt/x", "nfs4", "s:/x", ""));
    }

    @Test
    void aHostIsFoundByTheNameThatItGivesItselfWhereNoInstanceHasIt() {
        String at = labels("node", "10.0.0.7:9100");
        series.node(at, 1).series("node_uname_info", at + ",\"nodename\":\"builder1\"", "1");

        assertThat(told(host("builder1", Optional.empty()))).isInstanceOf(Reported.class);
    }

    @Test
    void severalThatCouldBeItAreSaidAndNotGuessed() {
        series.node(labels("node", "builder1:9100"), 1)
                .node(labels("node", "builder1:9101"), 1)
                .node(labels("again", "builder1:9101"), 1);

        NotReported several = untold(host("builder1", Optional.empty()));
        assertThat(several.why()).isEqualTo(Why.NO_SERIES);
        assertThat(several.text())
                .isEqualTo(
                        "prom has several that could be builder1: name one with `instance`:"
                                + " builder1:9100, builder1:9101");
        assertThat(told(host("builder1", Optional.of("builder1:9101"))))
                .isInstanceOf(Reported.class);
    }

    @Test
    void anExporterThatIsDownIsNotTheSameAsOneThatIsNotThere() {
        series.series("up == 0", labels("node", "builder1:9100"), "0")
                .series("up == 0", labels("x509", "builder2:9793"), "0");

        assertThat(untold(host("builder1", Optional.empty())).why()).isEqualTo(Why.DOWN);
        assertThat(untold(host("builder2", Optional.empty())).why()).isEqualTo(Why.NO_SERIES);
        assertThat(untold(host("b", Optional.of("builder2:9793"))).why()).isEqualTo(Why.DOWN);
        assertThat(untold(host("builder3", Optional.empty())).text())
                .isEqualTo("prom has no series of builder3: add its node_exporter to the targets");
    }
}
