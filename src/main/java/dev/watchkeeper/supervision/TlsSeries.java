package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.ProbeSeries.Family;
import dev.watchkeeper.supervision.PrometheusMetrics.Sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The series of a Prometheus that tell of certificates, by what they are of.
///
/// Made once for all endpoints, so that reading is linear in series and endpoints.
final class TlsSeries {
    private final Map<Map<String, String>, ProbeSeries> all = new LinkedHashMap<>();
    private final Map<SeriesPlace, List<ProbeSeries>> byPlace = new HashMap<>();
    private final Map<String, List<ProbeSeries>> byInstance = new HashMap<>();
    private final Map<String, List<ProbeSeries>> byCommonName = new HashMap<>();
    private final Map<SeriesPlace, Map<String, String>> unscraped = new HashMap<>();

    /// Takes what one query came to.
    void add(Family family, List<Sample> samples) {
        for (Sample sample : samples) {
            Map<String, String> common = ProbeSeries.common(sample.labels());
            ProbeSeries probe =
                    family == Family.SUCCESS || family == Family.EXPIRY || isFile(family)
                            ? all.computeIfAbsent(common, ProbeSeries::new)
                            : all.get(common);
            if (probe != null) {
                probe.take(family, sample);
            }
        }
    }

    private static boolean isFile(Family family) {
        return family == Family.FILE_EXPIRY;
    }

    /// Takes the targets that cannot be scraped: `up == 0`.
    void addUnscraped(List<Sample> down) {
        for (Sample sample : down) {
            SeriesPlace.of(sample.labels().getOrDefault("instance", ""))
                    .ifPresent(p -> unscraped.putIfAbsent(p, sample.labels()));
        }
    }

    /// To be called when everything was added.
    TlsSeries indexed() {
        for (ProbeSeries probe : all.values()) {
            byInstance.computeIfAbsent(probe.instance(), _ -> new ArrayList<>(1)).add(probe);
            if (probe.isOfFile()) {
                byCommonName
                        .computeIfAbsent(
                                probe.commonName().toLowerCase(Locale.ROOT),
                                _ -> new ArrayList<>(1))
                        .add(probe);
            } else {
                SeriesPlace.of(probe.instance())
                        .ifPresent(p ->
                                byPlace.computeIfAbsent(p, _ -> new ArrayList<>(1)).add(probe));
            }
        }
        return this;
    }

    /// Probes of a name or an address with its port. A bare name counts only where a certificate
    /// was seen: it may be of a ping.
    List<ProbeSeries> at(String name, int port) {
        List<ProbeSeries> exact = byPlace.getOrDefault(SeriesPlace.of(name, port), List.of());
        if (port != 443) {
            return exact;
        }
        var bare = new SeriesPlace(SeriesPlace.normal(name), java.util.OptionalInt.empty());
        return Stream.concat(
                        exact.stream(),
                        byPlace.getOrDefault(bare, List.of()).stream()
                                .filter(p -> p.certificate().isPresent()))
                .toList();
    }

    /// Those with exactly this label; certificates in files only where they are for the name.
    List<ProbeSeries> instance(String instance, String name) {
        return byInstance.getOrDefault(instance, List.of()).stream()
                .filter(p -> !p.isOfFile() || isFor(p, name))
                .toList();
    }

    private static boolean isFor(ProbeSeries file, String name) {
        String common = file.commonName().toLowerCase(Locale.ROOT);
        return common.equals(SeriesPlace.normal(name)) || common.equals(wildcard(name));
    }

    /// Certificates in files that are for a name.
    List<ProbeSeries> files(String name) {
        return Stream.of(SeriesPlace.normal(name), wildcard(name))
                .flatMap(n -> byCommonName.getOrDefault(n, List.of()).stream())
                .toList();
    }

    private static String wildcard(String name) {
        String plain = SeriesPlace.normal(name);
        int dot = plain.indexOf('.');
        return dot < 0 ? plain : "*" + plain.substring(dot);
    }

    /// The job of a target there that cannot be scraped; empty where there is none.
    String unscraped(String name, int port) {
        return unscraped.getOrDefault(SeriesPlace.of(name, port), Map.of()).getOrDefault("job", "");
    }
}
