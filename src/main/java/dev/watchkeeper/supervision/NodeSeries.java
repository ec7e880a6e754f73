package dev.watchkeeper.supervision;

import dev.watchkeeper.host.ReportedHost;
import dev.watchkeeper.host.ReportedHost.FaultyMount;
import dev.watchkeeper.host.ReportedHost.Load;
import dev.watchkeeper.host.ReportedHost.Memory;
import dev.watchkeeper.supervision.PrometheusMetrics.Sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What one node_exporter left in series, put together from several families.
final class NodeSeries {
    /// The families that are read, but for file systems.
    static final List<String> QUERIES =
            List.of(
                    "node_time_seconds",
                    "node_boot_time_seconds",
                    "{__name__=~\"node_load1|node_load5|node_load15\"}",
                    "{__name__=~\"node_memory_MemTotal_bytes|node_memory_MemAvailable_bytes\"}",
                    "node_procs_blocked",
                    "node_uname_info");

    static final String MOUNTS = "node_filesystem_device_error == 1";

    private static final int MOST_MOUNTS = 100;

    private final Map<String, String> labels;
    private final Map<String, Double> values = new HashMap<>();
    private final List<FaultyMount> mounts = new ArrayList<>();
    private String nodeName = "";
    private Optional<String> system = Optional.empty();

    /// @param labels of `node_time_seconds`, by which its age is found
    NodeSeries(Map<String, String> labels) {
        this.labels = labels;
    }

    /// What tells one exporter from another.
    static String key(Map<String, String> labels) {
        return labels.getOrDefault("job", "") + "\n" + labels.getOrDefault("instance", "");
    }

    void take(Sample sample) {
        values.put(sample.name(), sample.value());
        if (sample.name().equals("node_uname_info")) {
            nodeName = sample.labels().getOrDefault("nodename", "");
            system =
                    Optional.of(
                            "%s %s"
                                    .formatted(
                                            sample.labels().getOrDefault("sysname", ""),
                                            sample.labels().getOrDefault("release", "")));
        }
    }

    void takeMount(Sample sample) {
        if (mounts.size() < MOST_MOUNTS) {
            mounts.add(
                    new FaultyMount(
                            sample.labels().getOrDefault("mountpoint", ""),
                            sample.labels().getOrDefault("fstype", ""),
                            sample.labels().getOrDefault("device", ""),
                            sample.labels().getOrDefault("device_error", "")));
        }
    }

    Map<String, String> labels() {
        return labels;
    }

    String instance() {
        return labels.getOrDefault("instance", "");
    }

    /// As the host calls itself, in lower case.
    String nodeName() {
        return SeriesPlace.normal(nodeName);
    }

    ReportedHost facts(SampleTimes times) {
        return new ReportedHost(
                instance(),
                system,
                value("node_boot_time_seconds").flatMap(SampleTimes::instant),
                load(),
                memory(),
                value("node_procs_blocked")
                        .map(v -> OptionalLong.of(Math.round(v)))
                        .orElse(OptionalLong.empty()),
                clock(times),
                mounts);
    }

    private Optional<Duration> clock(SampleTimes times) {
        return value("node_time_seconds").flatMap(v -> times.ahead(labels, v));
    }

    private Optional<Load> load() {
        return value("node_load1")
                .flatMap(one ->
                        value("node_load5")
                                .flatMap(five ->
                                        value("node_load15")
                                                .map(fifteen -> new Load(one, five, fifteen))));
    }

    private Optional<Memory> memory() {
        return value("node_memory_MemTotal_bytes")
                .flatMap(total ->
                        value("node_memory_MemAvailable_bytes")
                                .map(available ->
                                        new Memory(Math.round(total), Math.round(available))));
    }

    private Optional<Double> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
