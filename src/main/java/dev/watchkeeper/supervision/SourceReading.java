package dev.watchkeeper.supervision;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a source told of those that it was read for.
///
/// @param endpoints by [TlsEndpoint#id()]; of each that was asked for at least one
/// @param hosts by name; of each that was asked for one
public record SourceReading(
        Map<String, List<TlsObservation>> endpoints, Map<String, HostObservation> hosts) {
    public SourceReading {
        endpoints = Map.copyOf(endpoints);
        hosts = Map.copyOf(hosts);
    }

    /// What was told of an endpoint; empty of one that was not asked for.
    public List<TlsObservation> of(TlsEndpoint endpoint) {
        return endpoints.getOrDefault(endpoint.id(), List.of());
    }

    /// What was told of a host; empty of one that was not asked for.
    public Optional<HostObservation> of(Host host) {
        return Optional.ofNullable(hosts.get(host.name()));
    }

    /// When a source was read, and how long that took.
    public record Moment(Instant at, Duration took) {}

    /// A reading that came to nothing.
    ///
    /// @param source its name
    /// @param text why
    public static SourceReading unreadable(
            String source,
            List<TlsEndpoint> endpoints,
            List<Host> hosts,
            Moment moment,
            String text) {
        String why = ApiText.shown("%s cannot be read: %s".formatted(source, text));
        var failed = new LinkedHashMap<String, List<TlsObservation>>();
        endpoints.forEach(e ->
                failed.put(
                        e.id(),
                        List.of(
                                new TlsObservation.Failed(
                                        whole(source, e),
                                        moment.at,
                                        moment.took,
                                        Failure.SOURCE_UNREADABLE,
                                        why))));
        var silent = new LinkedHashMap<String, HostObservation>();
        hosts.forEach(h ->
                silent.put(
                        h.name(),
                        new HostObservation.NotReported(
                                h,
                                moment.at,
                                moment.took,
                                source,
                                HostObservation.Why.SOURCE_UNREADABLE,
                                why)));
        return new SourceReading(failed, silent);
    }

    /// What stands for an endpoint of which no series is known.
    static TlsTarget whole(String source, TlsEndpoint endpoint) {
        return new TlsTarget(endpoint, source, endpoint.name(), endpoint.port());
    }

    /// Whether an observation is of an endpoint of which no series is known.
    public static boolean isOfWhole(TlsTarget target) {
        return target.endpoint()
                .source()
                .filter(s -> target.equals(whole(s.supervision(), target.endpoint())))
                .isPresent();
    }
}
