package dev.watchkeeper.supervision;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The attributes of one object of an Icinga.
record IcingaObject(JsonNode attrs) {
    /// As [ApiText#shown].
    String text(String name) {
        return ApiText.at(attrs, name);
    }

    boolean is(String name) {
        return attrs.path(name).asBoolean(false);
    }

    int number(String name) {
        return (int) attrs.path(name).asDouble(0);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        attrs.path(name).forEach(t -> texts.add(ApiText.shown(t.asString(""))));
        return texts;
    }

    Duration seconds(String name) {
        return PrometheusTime.seconds(attrs.path(name).asDouble(0));
    }

    /// Empty for what has not been yet, which Icinga writes as 0 or -1.
    Optional<Instant> moment(String name) {
        return moment(attrs.path(name));
    }

    static Optional<Instant> moment(JsonNode seconds) {
        double value = seconds.asDouble(0);
        return value > 0
                ? Optional.of(Instant.EPOCH.plus(PrometheusTime.seconds(value)))
                : Optional.empty();
    }

    /// `HOST` or `HOST!SERVICE` of what it belongs to.
    String subject() {
        String service = text("service_name");
        return service.isEmpty() ? text("host_name") : text("host_name") + "!" + service;
    }
}
