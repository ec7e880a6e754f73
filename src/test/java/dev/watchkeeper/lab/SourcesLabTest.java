package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Source;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.ApiClient;
import dev.watchkeeper.supervision.PrometheusSource;
import dev.watchkeeper.supervision.SourceReading;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestServer;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Debian's Prometheus, blackbox_exporter and node_exporter as the source of an endpoint and of a
/// host.
@Tag("lab")
@Tag("more")
final class SourcesLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ROUTES = "receivers: [{name: team}]\n";

    @TempDir private Path folder;

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()));
    private final PrometheusSource reader = new PrometheusSource(client, InstantSource.system());
    private TestServer tls;
    private LabServer node;
    private LabPrometheus lab;
    private TlsEndpoint endpoint;
    private Host host;

    @BeforeEach
    void start() throws Exception {
        for (String program :
                List.of(
                        "prometheus",
                        "prometheus-alertmanager",
                        "prometheus-blackbox-exporter",
                        "prometheus-node-exporter")) {
            assumeTrue(Files.exists(Path.of("/usr/bin", program)), "no " + program);
        }
        Instant now = InstantSource.system().instant();
        tls =
                TestServer.tls(
                        TestCertificates.root("Lab Root")
                                .issue(
                                        TestCertificates.server("localhost")
                                                .from(now.minus(Duration.ofDays(90)))
                                                .until(now.minus(Duration.ofHours(5)))));
        int port = LabServer.freePort();
        node =
                LabServer.start(
                        List.of(
                                "prometheus-node-exporter",
                                "--web.listen-address=127.0.0.1:" + port),
                        "127.0.0.1",
                        port);
        lab = new LabPrometheus(folder, "localhost:" + tls.port(), "127.0.0.1:" + port, ROUTES);
        endpoint = TlsEndpoint.of("localhost", tls.port()).from(Optional.of(Source.of("prom")));
        host =
                Host.of("builder1")
                        .from(Optional.of(new Source("prom", Optional.of("127.0.0.1:" + port))));
        LabProcesses.eventually(() ->
                seen() instanceof TlsObservation.Reported
                        && read().of(host).orElseThrow() instanceof HostObservation.Reported);
    }

    @AfterEach
    void stop() {
        lab.close();
        node.close();
        tls.close();
        client.close();
    }

    private SourceReading read() {
        return reader.read(
                Supervision.prometheus("prom", URI.create(lab.url())),
                new Fleet(List.of(endpoint), List.of(host), List.of(), Thresholds.DEFAULT),
                List.of(endpoint),
                List.of(host),
                LIMIT);
    }

    private TlsObservation seen() {
        return read().of(endpoint).getFirst();
    }

    @Test
    void whatTheyTellIsReadAndTheProgramFindsTheExpiredCertificate() throws Exception {
        var told = (TlsObservation.Reported) seen();
        Instant now = InstantSource.system().instant();
        assertThat(Duration.between(told.certificate().notAfter(), now))
                .isBetween(Duration.ofHours(5), Duration.ofHours(6));
        assertThat(told.certificate().identity().orElseThrow().subject()).contains("CN=localhost");
        assertThat(told.certificate().protocol()).contains("TLS 1.3");
        assertThat(told.succeeded()).contains(true);
        assertThat(Duration.between(told.observedAt(), now)).isLessThan(Duration.ofSeconds(30));
        var facts = ((HostObservation.Reported) read().of(host).orElseThrow()).facts();
        assertThat(facts.system().orElseThrow()).startsWith("Linux ");
        assertThat(facts.memory()).isPresent();
        assertThat(facts.load()).isPresent();
        assertThat(facts.bootedAt().orElseThrow()).isBefore(now);
        assertThat(facts.clockOffset().orElseThrow().abs()).isLessThan(Duration.ofSeconds(10));

        LabConsole.Said said = console().run("check");
        assertThat(said.text())
                .contains("certificate chain expired 5 h ago, as prom reports")
                .contains("1 endpoint address and 1 host as of ")
                .contains("read from prom, the oldest ");
        assertThat(said.status()).isEqualTo(2);
    }

    @Test
    void oneThatIsStoppedIsSaidAndItsOwnAnswerIsTheCause() throws Exception {
        lab.signal("STOP");

        assertThat(
                        ((TlsObservation.Failed)
                                        reader.read(
                                                        Supervision.prometheus(
                                                                "prom", URI.create(lab.url())),
                                                        Fleet.empty(),
                                                        List.of(endpoint),
                                                        List.of(),
                                                        Duration.ofSeconds(1))
                                                .of(endpoint)
                                                .getFirst())
                                .text())
                .endsWith("accepts connections and does not answer");
    }

    @Test
    void anExporterThatDiesLeavesTheHostUnknown() throws Exception {
        node.close();
        LabProcesses.eventually(() ->
                read().of(host).orElseThrow() instanceof HostObservation.NotReported n
                        && n.why() == HostObservation.Why.DOWN);

        tls.close();
        LabProcesses.eventually(() ->
                seen() instanceof TlsObservation.Failed f
                        && f.failure() == TlsObservation.Failure.REPORTED_DOWN);
    }

    private LabConsole console() throws Exception {
        Path fleet =
                Files.writeString(
                        folder.resolve("fleet.yaml"),
                        """
                        endpoints: [{name: localhost, port: %d, source: prom}]
                        hosts:
                          - name: builder1
                            source: {prometheus: prom, instance: "%s"}
                        supervision: [{name: prom, kind: prometheus, url: "%s"}]
                        """
                                .formatted(
                                        tls.port(),
                                        host.source().flatMap(Source::instance).orElseThrow(),
                                        lab.url()));
        return new LabConsole(folder, fleet);
    }
}
