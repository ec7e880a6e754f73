package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Source;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.SourceReading.Moment;
import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsObservation.Reported;
import dev.watchkeeper.tls.TlsTarget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes observations of endpoints from series: one for each series of its name, one for each of
/// its backends. Nothing is guessed: where several endpoints could be meant, it is said.
final class EndpointReports {
    /// More than a person would look through; a label could be one of a thousand.
    private static final int MOST_TARGETS = 50;

    private final String source;
    private final TlsSeries series;
    private final SampleTimes times;
    private final Map<SeriesPlace, Integer> shared = new HashMap<>();

    /// @param fleet with all endpoints whose backends a series could be of
    EndpointReports(String source, Fleet fleet, TlsSeries series, SampleTimes times) {
        this.source = source;
        this.series = series;
        this.times = times;
        fleet.endpoints().stream()
                .flatMap(e -> e.backends().stream())
                .forEach(b -> shared.merge(SeriesPlace.of(b.address(), b.port()), 1, Integer::sum));
    }

    /// What is told of an endpoint; never empty.
    List<TlsObservation> of(TlsEndpoint endpoint) {
        Optional<String> instance = endpoint.source().flatMap(Source::instance);
        if (instance.isPresent()) {
            List<ProbeSeries> found = series.instance(instance.get(), endpoint.name());
            return found.isEmpty()
                    ? List.of(missing(whole(endpoint), "instance " + instance.get()))
                    : named(endpoint, found);
        }
        var all = new ArrayList<>(named(endpoint, series.at(endpoint.name(), endpoint.port())));
        endpoint.backends().forEach(b -> all.addAll(at(endpoint, b)));
        if (all.stream().noneMatch(Reported.class::isInstance)) {
            List<TlsObservation> files = named(endpoint, series.files(endpoint.name()));
            return files.isEmpty() ? orMissing(endpoint, all) : files;
        }
        return all;
    }

    private List<TlsObservation> orMissing(TlsEndpoint endpoint, List<TlsObservation> all) {
        if (!all.isEmpty()) {
            return all;
        }
        String job = series.unscraped(endpoint.name(), endpoint.port());
        return List.of(
                job.isEmpty()
                        ? missing(whole(endpoint), endpoint.id())
                        : unscraped(whole(endpoint), job));
    }

    private List<TlsObservation> named(TlsEndpoint endpoint, List<ProbeSeries> found) {
        var byPlace = new LinkedHashMap<String, List<ProbeSeries>>();
        found.forEach(p -> byPlace.computeIfAbsent(p.place(), _ -> new ArrayList<>(1)).add(p));
        var all = new TreeMap<String, ProbeSeries>();
        byPlace.forEach((place, probes) ->
                probes.forEach(p -> all.put(probes.size() == 1 ? place : full(place, p), p)));
        return all.entrySet().stream()
                .limit(MOST_TARGETS)
                .map(e ->
                        observation(
                                new TlsTarget(
                                        endpoint, e.getKey(), endpoint.name(), endpoint.port()),
                                e.getValue()))
                .toList();
    }

    /// Job and instance are the same: all the labels tell them apart.
    private static String full(String place, ProbeSeries probe) {
        return ApiText.shown(place + " " + new TreeMap<>(probe.labels()));
    }

    private List<TlsObservation> at(TlsEndpoint endpoint, Backend backend) {
        var target = new TlsTarget(endpoint, backend.label(), backend.address(), backend.port());
        String place = TlsEndpoint.of(backend.address(), backend.port()).id();
        List<ProbeSeries> found = series.at(backend.address(), backend.port());
        if (found.isEmpty()) {
            String job = series.unscraped(backend.address(), backend.port());
            return List.of(job.isEmpty() ? missing(target, place) : unscraped(target, job));
        }
        if (shared.getOrDefault(SeriesPlace.of(backend.address(), backend.port()), 0) > 1) {
            return List.of(
                    failed(
                            target,
                            Failure.NOT_REPORTED,
                            "%s has series of %s, which serves several endpoints: whose certificate"
                                            .formatted(source, place)
                                    + " it is cannot be told"));
        }
        return found.size() == 1
                ? List.of(observation(target, found.getFirst()))
                : found.stream().limit(MOST_TARGETS).map(p -> labelled(target, p)).toList();
    }

    private TlsObservation labelled(TlsTarget target, ProbeSeries probe) {
        String label = "%s, %s".formatted(target.label(), full(probe.place(), probe));
        return observation(
                new TlsTarget(target.endpoint(), label, target.address(), target.port()), probe);
    }

    private TlsObservation observation(TlsTarget target, ProbeSeries probe) {
        Optional<ReportedCertificate> certificate = probe.certificate();
        if (certificate.isPresent()) {
            return new Reported(
                    target,
                    times.of(probe.labels()),
                    read().took(),
                    source,
                    probe.words(),
                    certificate.get(),
                    probe.succeeded());
        }
        return probe.succeeded().orElse(false)
                ? failed(
                        target,
                        Failure.NOT_REPORTED,
                        "%s has a probe of it (%s) that tells of no certificate: it does not ask by TLS"
                                .formatted(source, probe.words()))
                : failed(
                        target,
                        Failure.REPORTED_DOWN,
                        "%s reports that its probe (%s) failed and saw no certificate; one that"
                                        .formatted(source, probe.words())
                                + " verifies sees none that has expired");
    }

    private TlsObservation missing(TlsTarget target, String what) {
        return failed(
                target,
                Failure.NOT_REPORTED,
                "%s has no series of %s: add it to the targets of its blackbox_exporter"
                        .formatted(source, what));
    }

    private TlsObservation unscraped(TlsTarget target, String job) {
        return failed(
                target,
                Failure.NOT_REPORTED,
                "%s cannot scrape the exporter that probes it (job %s)".formatted(source, job));
    }

    private Failed failed(TlsTarget target, Failure failure, String text) {
        return new Failed(target, read().at(), read().took(), failure, ApiText.shown(text));
    }

    private Moment read() {
        return times.read();
    }

    private TlsTarget whole(TlsEndpoint endpoint) {
        return SourceReading.whole(source, endpoint);
    }
}
