package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.PrometheusMatcher.Op;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A silence that is in force.
///
/// @param until its end; one that is years ahead is none
record AlertmanagerSilence(
        String id,
        List<PrometheusMatcher> matchers,
        Optional<Instant> until,
        String author,
        String comment) {
    private static final int MOST = 5_000;

    /// Nobody plans a maintenance that takes longer.
    private static final Duration ETERNITY = Duration.ofDays(365);

    AlertmanagerSilence {
        matchers = List.copyOf(matchers);
    }

    /// @param now what is years ahead is measured from here
    static List<AlertmanagerSilence> all(JsonNode list, Instant now) {
        List<AlertmanagerSilence> silences = new ArrayList<>();
        for (JsonNode silence : list) {
            boolean active = silence.path("status").path("state").asString("").equals("active");
            if (active && silences.size() < MOST) {
                silences.add(of(silence, now));
            }
        }
        return silences;
    }

    private static AlertmanagerSilence of(JsonNode silence, Instant now) {
        List<PrometheusMatcher> matchers = new ArrayList<>();
        silence.path("matchers").forEach(m -> matchers.add(matcher(m)));
        return new AlertmanagerSilence(
                ApiText.at(silence, "id"),
                matchers,
                ApiText.instant(silence, "endsAt").filter(e -> e.isBefore(now.plus(ETERNITY))),
                ApiText.at(silence, "createdBy"),
                ApiText.at(silence, "comment"));
    }

    private static PrometheusMatcher matcher(JsonNode matcher) {
        boolean equal = matcher.path("isEqual").asBoolean(true);
        boolean regex = matcher.path("isRegex").asBoolean(false);
        Op op = regex ? (equal ? Op.LIKE : Op.NOT_LIKE) : equal ? Op.EQUAL : Op.NOT_EQUAL;
        return PrometheusMatcher.of(
                matcher.path("name").asString(""), op, matcher.path("value").asString(""));
    }

    boolean covers(Map<String, String> labels) {
        return !matchers.isEmpty() && matchers.stream().allMatch(m -> m.matches(labels));
    }

    Check.Downtime downtime() {
        return new Check.Downtime(until, author, comment);
    }
}
