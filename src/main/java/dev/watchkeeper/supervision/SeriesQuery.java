package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.PrometheusMetrics.Sample;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Questions to one Prometheus of which all are answered as of one moment: the one at which the
/// first came to something.
///
/// The time in an answer is that moment, and not that of the sample.
final class SeriesQuery {
    private final PrometheusApi api;
    private OptionalDouble moment = OptionalDouble.empty();
    private Optional<String> fault = Optional.empty();

    SeriesQuery(ApiSession session) {
        api = new PrometheusApi(session);
    }

    /// The moment in seconds, by its own clock; empty while nothing came to anything.
    OptionalDouble moment() {
        return moment;
    }

    /// Why one of the questions was not answered; empty while all were.
    Optional<String> fault() {
        return fault;
    }

    /// The newest sample of each series. Nothing, and no question more, once one was not answered.
    List<Sample> of(String query) {
        if (fault.isPresent()) {
            return List.of();
        }
        ApiReply<List<Sample>> reply = ask(query);
        fault = reply.fault();
        return reply.content().orElse(List.of());
    }

    /// The same of what the others do without.
    List<Sample> ifAnswered(String query) {
        return fault.isPresent() ? List.of() : ask(query).content().orElse(List.of());
    }

    private ApiReply<List<Sample>> ask(String query) {
        ApiReply<JsonNode> data =
                moment.isPresent()
                        ? api.posted("query", "query", query, "time", shown(moment.getAsDouble()))
                        : api.posted("query", "query", query);
        return data.map(this::samples);
    }

    private static String shown(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /// What is no number, or none that can be reckoned with, is none.
    private List<Sample> samples(JsonNode data) {
        JsonNode result = data.path("result");
        List<Sample> samples = new ArrayList<>(result.size());
        for (JsonNode series : result) {
            PrometheusApi.sample(series)
                    .filter(s -> Double.isFinite(s.value()))
                    .ifPresent(samples::add);
        }
        if (moment.isEmpty() && !result.isEmpty()) {
            moment =
                    PrometheusApi.number(result.path(0).path("value").path(0))
                            .filter(Double::isFinite)
                            .map(OptionalDouble::of)
                            .orElse(OptionalDouble.empty());
        }
        return samples;
    }
}
