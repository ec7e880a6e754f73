package dev.watchkeeper.supervision;

import static dev.watchkeeper.supervision.ScriptedSeries.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Source;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.ReportedCertificate.Identity;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsObservation.Reported;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is told of endpoints by the series of a Prometheus, some of them hostile.
final class PrometheusSourceTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final String CHAIN =
            "max without (subjectalternative) (probe_ssl_last_chain_info)";

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

    private List<TlsObservation> told(TlsEndpoint endpoint, TlsEndpoint... others) {
        series.on(api);
        return read(endpoint, others);
    }

    private List<TlsObservation> read(TlsEndpoint endpoint, TlsEndpoint... others) {
        var all = new ArrayList<>(List.of(others));
        all.add(endpoint);
        return reader.read(
                        Supervision.prometheus("prom", api.url()),
                        new Fleet(all, List.of(), List.of(), Thresholds.DEFAULT),
                        List.of(endpoint),
                        List.of(),
                        Duration.ofSeconds(20))
                .of(endpoint);
    }

    private Reported one(TlsEndpoint endpoint) {
        List<TlsObservation> all = told(endpoint);
        assertThat(all).singleElement().isInstanceOf(Reported.class);
        return (Reported) all.getFirst();
    }

    private Failed failed(TlsEndpoint endpoint, TlsEndpoint... others) {
        List<TlsObservation> all = told(endpoint, others);
        assertThat(all).singleElement().isInstanceOf(Failed.class);
        return (Failed) all.getFirst();
    }

    private static TlsEndpoint endpoint(String name, int port) {
        return TlsEndpoint.of(name, port).from(Optional.of(Source.of("prom")));
    }

    private static TlsEndpoint by(String instance) {
        return TlsEndpoint.of("docs.example.org", 443)
                .from(Optional.of(new Source("prom", Optional.of(instance))));
    }

    @Test
    void aProbeIsToldWithItsOwnAgeWhateverTheClocksSay() {
        String at = labels("tls", "https://docs.example.org/login");
        series.probe(at, "1", "1777500000", 42)
                .series("probe_tls_version_info", at + ",\"version\":\"TLS 1.3\"", "1")
                .series("probe_ssl_last_chain_expiry_timestamp_seconds", at, "1778000000")
                .series(
                        CHAIN,
                        at
                                + ",\"subject\":\"CN=docs\",\"issuer\":\"CN=R11\","
                                + "\"serialnumber\":\"0a\",\"fingerprint_sha256\":\"ab\"",
                        "1");

        Reported r = one(endpoint("docs.example.org", 443));

        assertThat(r.observedAt()).isEqualTo(NOW.minusSeconds(42));
        assertThat(r.source()).isEqualTo("prom");
        assertThat(r.series()).isEqualTo("job tls, instance https://docs.example.org/login");
        assertThat(r.succeeded()).contains(true);
        assertThat(r.certificate().notAfter()).isEqualTo(Instant.ofEpochSecond(1_777_500_000));
        assertThat(r.certificate().pathNotAfter()).contains(Instant.ofEpochSecond(1_778_000_000));
        assertThat(r.certificate().notBefore()).isEmpty();
        assertThat(r.certificate().protocol()).contains("TLS 1.3");
        assertThat(r.certificate().identity())
                .contains(new Identity("CN=docs", "CN=R11", "0a", "ab"));
    }

    @Test
    void allQueriesAreOfOneMomentAndAsManyForTenThousandAsForOne() {
        IntStream.range(0, 10_000)
                .forEach(i ->
                        series.probe(
                                labels("tls", "e" + i + ".example:443"), "1", "1777500000", 1));
        series.on(api);
        List<TlsEndpoint> all =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> endpoint("e" + i + ".example", 443))
                        .toList();

        SourceReading reading =
                reader.read(
                        Supervision.prometheus("prom", api.url()),
                        new Fleet(all, List.of(), List.of(), Thresholds.DEFAULT),
                        all,
                        List.of(),
                        Duration.ofMinutes(2));

        assertThat(reading.endpoints()).hasSize(10_000);
        assertThat(reading.endpoints().values())
                .allSatisfy(o -> assertThat(o).singleElement().isInstanceOf(Reported.class));
        assertThat(api.asked()).hasSize(10).allMatch(a -> a.method().equals("POST"));
        assertThat(api.asked().stream().filter(a -> a.body().endsWith("&time=1777000000.000")))
                .hasSize(8);
    }

    @Test
    void whatHasNoSeriesIsUnknownAndSaidHowToAddIt() {
        series.probe(labels("tls", "other.example:443"), "1", "1777500000", 1);

        Failed f = failed(endpoint("docs.example.org", 443));

        assertThat(f.failure()).isEqualTo(Failure.NOT_REPORTED);
        assertThat(f.text())
                .isEqualTo(
                        "prom has no series of docs.example.org:443: add it to the targets of its"
                                + " blackbox_exporter");
        assertThat(failed(by("docs:1")).text()).contains("no series of instance docs:1");
    }

    @Test
    void aProbeThatSawNoCertificateIsNoGoodOne() {
        series.probe(labels("tls", "a.example:443"), "0", "", 1)
                .probe(labels("port", "b.example:443"), "1", "", 1)
                .series("up == 0", labels("gone", "c.example:443"), "0")
                .probe(labels("ping", "d.example"), "0", "", 1);

        Failed down = failed(endpoint("a.example", 443));
        assertThat(down.failure()).isEqualTo(Failure.REPORTED_DOWN);
        assertThat(down.text()).contains("job tls", "failed and saw no certificate");
        Failed port = failed(endpoint("b.example", 443));
        assertThat(port.failure()).isEqualTo(Failure.NOT_REPORTED);
        assertThat(port.text()).contains("does not ask by TLS");
        assertThat(failed(endpoint("c.example", 443)).text())
                .isEqualTo("prom cannot scrape the exporter that probes it (job gone)");
        assertThat(failed(endpoint("d.example", 443)).text()).contains("no series of d.example");
    }

    @Test
    void severalSeriesAreATargetEachByStableIds() {
        series.probe(labels("tls", "docs.example.org:443"), "1", "1777500000", 1)
                .probe(labels("web", "https://docs.example.org"), "1", "1777600000", 1)
                .probe(labels("twin", "docs.example.org:443") + ",\"m\":\"a\"", "1", "1777", 1)
                .probe(labels("twin", "docs.example.org:443") + ",\"m\":\"b\"", "1", "1778", 1);

        assertThat(told(endpoint("docs.example.org", 443)))
                .extracting(o -> o.target().label())
                .containsExactly(
                        "tls docs.example.org:443",
                        "twin docs.example.org:443"
                                + " {instance=docs.example.org:443, job=twin, m=a}",
                        "twin docs.example.org:443"
                                + " {instance=docs.example.org:443, job=twin, m=b}",
                        "web https://docs.example.org");
        assertThat(one(by("https://docs.example.org")).certificate().notAfter())
                .isEqualTo(Instant.ofEpochSecond(1_777_600_000));
    }

    @Test
    void aBackendIsFoundByItsAddressUnlessItServesSeveralEndpoints() {
        series.probe(labels("tls", "192.0.2.1:443"), "1", "1777500000", 1);
        var one = new Backend("proxy1", "192.0.2.1", 443);
        var two = new Backend("proxy2", "192.0.2.2", 443);
        TlsEndpoint docs = endpoint("docs.example.org", 443).at(List.of(one, two));

        List<TlsObservation> all = told(docs);
        assertThat(all).extracting(o -> o.target().label()).containsExactly("proxy1", "proxy2");
        assertThat(all.get(0)).isInstanceOf(Reported.class);
        assertThat(((Failed) all.get(1)).text()).contains("no series of 192.0.2.2:443");

        TlsEndpoint other = endpoint("other.example", 443).at(List.of(one));
        assertThat(failed(docs.at(List.of(one)), other).text())
                .contains("serves several endpoints: whose certificate it is cannot be told");
    }

    @Test
    void aCertificateInAFileIsToldAsOneOfWhichIsNotKnownWhatIsServed() {
        String at =
                labels("x509", "proxy1:9793")
                        + ",\"subject_CN\":\"*.example.org\",\"issuer_CN\":\"R11\","
                        + "\"serial_number\":\"7\",\"filepath\":\"/etc/ssl/x.pem\"";
        series.series("x509_cert_not_after", at, "1777500000")
                .series("x509_cert_not_before", at, "1769724000")
                .series(
                        "timestamp(x509_cert_not_after)",
                        at,
                        String.valueOf(ScriptedSeries.NOW - 9));

        Reported r = one(endpoint("docs.example.org", 443));

        assertThat(r.certificate().file()).contains("/etc/ssl/x.pem");
        assertThat(r.certificate().lifetime()).isEqualTo(Duration.ofDays(90));
        assertThat(r.certificate().identity())
                .contains(new Identity("CN=*.example.org", "CN=R11", "7", ""));
        assertThat(r.succeeded()).isEmpty();
        assertThat(r.observedAt()).isEqualTo(NOW.minusSeconds(9));
        assertThat(failed(endpoint("a.docs.example.org", 443)).failure())
                .isEqualTo(Failure.NOT_REPORTED);
    }

    @Test
    void numbersThatAreNoTimesAreNotTold() {
        series.probe(labels("tls", "nan.example:443"), "1", "NaN", 1)
                .probe(labels("tls", "zero.example:443"), "1", "-62135596800", 1)
                .probe(labels("tls", "inf.example:443"), "1", "+Inf", 1)
                .probe(labels("tls", "far.example:443"), "1", "1e300", 1)
                .series("probe_success", labels("tls", "old.example:443"), "1")
                .series(
                        "probe_ssl_earliest_cert_expiry",
                        labels("tls", "old.example:443"),
                        "1777500000");

        for (String name : List.of("nan.example", "zero.example", "inf.example")) {
            assertThat(failed(endpoint(name, 443)).failure()).isEqualTo(Failure.NOT_REPORTED);
        }
        assertThat(one(endpoint("far.example", 443)).certificate().neverExpires()).isTrue();
        // Nobody says when it was taken: it is as old as it can be.
        assertThat(one(endpoint("old.example", 443)).observedAt())
                .isEqualTo(NOW.minus(Duration.ofMinutes(5)));
    }

    @Test
    void hostileLabelsAreShownAndPretendNothing() {
        String evil = "docs.example.org:443\\u202e\\u001b[31m\\n" + "x".repeat(5_000);
        series.probe(labels("tls\\n\\u0000", evil), "1", "1777500000", 1)
                .probe(labels("a\\nb\\u202e", "docs.example.org:443"), "1", "1777500000", 1);

        Reported r = one(endpoint("docs.example.org", 443));

        assertThat(VisibleText.isPlain(r.target().id() + r.series() + r.text())).isTrue();
        assertThat(r.series()).contains("a\\nb\\u{202e}");
    }

    @Test
    void whatCannotBeReadIsSaidOfEachAndIsOfNobodyElse() {
        api.on("/api/v1/query", ScriptedApi.status(503, "starting"));
        Failed f = failedAt();
        assertThat(f.failure()).isEqualTo(Failure.SOURCE_UNREADABLE);
        assertThat(f.text()).startsWith("prom cannot be read: ").contains("status 503");

        api.on("/api/v1/query", "{\"status\":\"error\",\"error\":\"x\"}");
        assertThat(failedAt().text()).contains("is this Prometheus?");
        api.on("/api/v1/query", "<html>");
        assertThat(failedAt().text()).contains("is not JSON");
    }

    private Failed failedAt() {
        return (Failed) read(endpoint("docs.example.org", 443)).getFirst();
    }
}
