package dev.watchkeeper.supervision;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.NotReported;
import dev.watchkeeper.host.HostObservation.Reported;
import dev.watchkeeper.host.HostObservation.Why;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Source;
import dev.watchkeeper.supervision.PrometheusMetrics.Sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes observations of hosts from the series of node_exporters. One is of a host when its
/// `instance` has the host's name or address, or else when the host calls itself so. Where several
/// could be, it is said and not guessed.
final class HostReports {
    private static final int EXPORTER = 9100;

    private final String source;
    private final SampleTimes times;
    private final Map<String, NodeSeries> all = new LinkedHashMap<>();
    private final Map<String, List<NodeSeries>> byPlace = new HashMap<>();
    private final Map<String, List<NodeSeries>> byNodeName = new HashMap<>();
    private final Set<String> down;

    /// @param samples of the families of node_exporter
    /// @param mounts file systems that could not be asked
    /// @param down targets that cannot be scraped
    HostReports(
            String source,
            SampleTimes times,
            List<Sample> samples,
            List<Sample> mounts,
            List<Sample> down) {
        this.source = source;
        this.times = times;
        for (Sample sample : samples) {
            if (sample.name().equals("node_time_seconds")) {
                all.putIfAbsent(NodeSeries.key(sample.labels()), new NodeSeries(sample.labels()));
            }
        }
        samples.forEach(s -> of(s).ifPresent(n -> n.take(s)));
        mounts.forEach(s -> of(s).ifPresent(n -> n.takeMount(s)));
        this.down =
                down.stream()
                        .map(s -> s.labels().getOrDefault("instance", ""))
                        .collect(Collectors.toSet());
        for (NodeSeries node : all.values()) {
            SeriesPlace.of(node.instance()).ifPresent(p -> put(byPlace, p.name(), node));
            put(byNodeName, node.nodeName(), node);
        }
    }

    private Optional<NodeSeries> of(Sample sample) {
        return Optional.ofNullable(all.get(NodeSeries.key(sample.labels())));
    }

    private static void put(Map<String, List<NodeSeries>> map, String key, NodeSeries node) {
        map.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(node);
    }

    /// What is told of a host.
    HostObservation of(Host host) {
        List<NodeSeries> found = found(host);
        Set<String> instances =
                found.stream()
                        .map(NodeSeries::instance)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (instances.size() > 1) {
            return not(
                    host,
                    Why.NO_SERIES,
                    "%s has several that could be %s: name one with `instance`: %s"
                            .formatted(source, host.name(), String.join(", ", instances)));
        }
        // The same exporter in two jobs: the newest tells most.
        return found.stream()
                .max(Comparator.comparing(n -> times.of(n.labels())))
                .<HostObservation>map(n ->
                        new Reported(
                                host,
                                times.of(n.labels()),
                                times.read().took(),
                                source,
                                n.facts(times)))
                .orElseGet(() -> missing(host));
    }

    private List<NodeSeries> found(Host host) {
        Optional<String> instance = host.source().flatMap(Source::instance);
        if (instance.isPresent()) {
            return all.values().stream().filter(n -> n.instance().equals(instance.get())).toList();
        }
        List<NodeSeries> named =
                names(host).stream()
                        .map(n -> byPlace.getOrDefault(n, List.of()))
                        .flatMap(Collection::stream)
                        .toList();
        return named.isEmpty()
                ? byNodeName.getOrDefault(SeriesPlace.normal(host.name()), List.of())
                : named;
    }

    private static Set<String> names(Host host) {
        var names = new LinkedHashSet<String>();
        names.add(SeriesPlace.normal(host.name()));
        names.add(SeriesPlace.normal(host.ssh().address()));
        return names;
    }

    private HostObservation missing(Host host) {
        Optional<String> silent =
                host.source()
                        .flatMap(Source::instance)
                        .map(i -> down.stream().filter(i::equals).findFirst())
                        .orElseGet(() -> down.stream().filter(i -> isOf(host, i)).findFirst());
        return silent.map(i ->
                        not(
                                host,
                                Why.DOWN,
                                "%s reports that the exporter of it does not answer (instance %s)"
                                        .formatted(source, i)))
                .orElseGet(() ->
                        not(
                                host,
                                Why.NO_SERIES,
                                "%s has no series of %s: add its node_exporter to the targets"
                                        .formatted(
                                                source,
                                                host.source()
                                                        .flatMap(Source::instance)
                                                        .map(i -> "instance " + i)
                                                        .orElse(host.name()))));
    }

    private static boolean isOf(Host host, String instance) {
        return SeriesPlace.of(instance)
                .filter(p -> p.port().orElse(EXPORTER) == EXPORTER)
                .filter(p -> names(host).contains(p.name()))
                .isPresent();
    }

    private NotReported not(Host host, Why why, String text) {
        return new NotReported(
                host, times.read().at(), times.read().took(), source, why, ApiText.shown(text));
    }
}
