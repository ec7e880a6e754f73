package dev.watchkeeper.supervision;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.ProbeSeries.Family;
import dev.watchkeeper.supervision.PrometheusMetrics.Sample;
import dev.watchkeeper.supervision.SourceReading.Moment;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads endpoints and hosts from a Prometheus: the series of blackbox_exporter,
/// x509-certificate-exporter and node_exporter, by one query a family, however many they are of.
///
/// See <https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries>.
public final class PrometheusSource implements SourceReader {
    private static final List<String> TLS_TIMES = List.of("probe_success", "x509_cert_not_after");
    private static final List<String> HOST_TIMES = List.of("node_time_seconds");

    private final ApiClient client;
    private final InstantSource clock;

    public PrometheusSource(ApiClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public SourceReading read(
            Supervision source,
            Fleet fleet,
            List<TlsEndpoint> endpoints,
            List<Host> hosts,
            Duration limit) {
        Instant now = clock.instant();
        long start = System.nanoTime();
        if (source.kind() != SupervisionKind.PROMETHEUS) {
            return SourceReading.unreadable(
                    source.name(), endpoints, hosts, since(now, start), "it is no Prometheus");
        }
        var query = new SeriesQuery(client.open("Prometheus", source.web().orElseThrow(), limit));
        List<Sample> down = query.of("up == 0");
        TlsSeries series = endpoints.isEmpty() ? new TlsSeries() : tls(query, down);
        List<Sample> certificates = endpoints.isEmpty() ? List.of() : taken(query, TLS_TIMES);
        List<Sample> nodes = hosts.isEmpty() ? List.of() : all(query, NodeSeries.QUERIES);
        List<Sample> mounts = hosts.isEmpty() ? List.of() : query.of(NodeSeries.MOUNTS);
        List<Sample> clocks = hosts.isEmpty() ? List.of() : taken(query, HOST_TIMES);
        Moment read = since(now, start);
        if (query.fault().isPresent()) {
            return SourceReading.unreadable(
                    source.name(), endpoints, hosts, read, query.fault().get());
        }
        var seen = new SampleTimes(certificates, query.moment(), read);
        var ticked = new SampleTimes(clocks, query.moment(), read);
        return new SourceReading(
                told(new EndpointReports(source.name(), fleet, series, seen), endpoints),
                told(new HostReports(source.name(), ticked, nodes, mounts, down), hosts));
    }

    private static Moment since(Instant now, long start) {
        return new Moment(now, Duration.ofNanos(System.nanoTime() - start));
    }

    private static TlsSeries tls(SeriesQuery query, List<Sample> down) {
        var series = new TlsSeries();
        for (Family family : Family.values()) {
            series.add(
                    family,
                    family == Family.CHAIN
                            ? query.ifAnswered(family.query())
                            : query.of(family.query()));
        }
        series.addUnscraped(down);
        return series.indexed();
    }

    private static List<Sample> all(SeriesQuery query, List<String> queries) {
        return queries.stream().flatMap(q -> query.of(q).stream()).toList();
    }

    private static List<Sample> taken(SeriesQuery query, List<String> families) {
        return all(query, families.stream().map("timestamp(%s)"::formatted).toList());
    }

    private static Map<String, List<TlsObservation>> told(
            EndpointReports reports, List<TlsEndpoint> endpoints) {
        var told = new HashMap<String, List<TlsObservation>>();
        endpoints.forEach(e -> told.put(e.id(), reports.of(e)));
        return told;
    }

    private static Map<String, HostObservation> told(HostReports reports, List<Host> hosts) {
        var told = new HashMap<String, HostObservation>();
        hosts.forEach(h -> told.put(h.name(), reports.of(h)));
        return told;
    }
}
