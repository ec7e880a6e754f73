package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.ApiReply.Why;
import dev.watchkeeper.supervision.PrometheusMetrics.Sample;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Questions to one Prometheus of which all are answered as of one moment: the one at which the
/// first came to something.
///
/// The time in an answer is that moment, and not that of the sample.
final class SeriesQuery {
    private static final String PATH = "/api/v1/query";

    private final ApiSession session;
    private OptionalDouble moment = OptionalDouble.empty();
    private Optional<String> fault = Optional.empty();

    SeriesQuery(ApiSession session) {
        this.session = session;
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
        ApiReply<JsonNode> root =
                moment.isPresent()
                        ? session.form(
                                PATH,
                                "query",
                                query,
                                "time",
                                String.format(Locale.ROOT, "%.3f", moment.getAsDouble()))
                        : session.form(PATH, "query", query);
        return root.then(this::samples);
    }

    private ApiReply<List<Sample>> samples(JsonNode root) {
        JsonNode result = root.path("data").path("result");
        if (!root.path("status").asString("").equals("success") || !result.isArray()) {
            return ApiReply.failed(
                    Why.UNREADABLE,
                    "%s answers %s with no success: is this Prometheus?"
                            .formatted(session.access().url().getAuthority(), PATH));
        }
        List<Sample> samples = new ArrayList<>(result.size());
        for (JsonNode series : result) {
            sample(series).ifPresent(samples::add);
        }
        if (moment.isEmpty() && !result.isEmpty()) {
            moment = number(result.path(0).path("value").path(0));
        }
        return new ApiReply.Answered<>(samples, Optional.empty());
    }

    private static Optional<Sample> sample(JsonNode series) {
        Map<String, String> labels = new HashMap<>(ApiText.texts(series.path("metric")));
        String name = Optional.ofNullable(labels.remove("__name__")).orElse("");
        OptionalDouble value = number(series.path("value").path(1));
        return value.isPresent()
                ? Optional.of(new Sample(name, labels, value.getAsDouble()))
                : Optional.empty();
    }

    /// What is no number, or none that can be reckoned with, is none.
    private static OptionalDouble number(JsonNode text) {
        try {
            double value = Double.parseDouble(text.asString(""));
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
