package dev.watchkeeper.supervision;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An alert that an Alertmanager has.
///
/// @param receivers where its routes end
/// @param active whether neither a silence nor another alert keeps it quiet
/// @param silencedBy the ids of silences
/// @param inhibitedBy the fingerprints of other alerts
/// @param updatedAt when it was last sent in
record AlertmanagerAlert(
        String fingerprint,
        Map<String, String> labels,
        List<String> receivers,
        boolean active,
        List<String> silencedBy,
        List<String> inhibitedBy,
        Optional<Instant> updatedAt) {
    private static final int MOST = 20_000;

    AlertmanagerAlert {
        labels = Map.copyOf(labels);
        receivers = List.copyOf(receivers);
        silencedBy = List.copyOf(silencedBy);
        inhibitedBy = List.copyOf(inhibitedBy);
    }

    static List<AlertmanagerAlert> all(JsonNode list) {
        List<AlertmanagerAlert> alerts = new ArrayList<>();
        for (JsonNode alert : list) {
            if (alerts.size() < MOST) {
                alerts.add(of(alert));
            }
        }
        return alerts;
    }

    private static AlertmanagerAlert of(JsonNode alert) {
        List<String> receivers = new ArrayList<>();
        alert.path("receivers").forEach(r -> receivers.add(ApiText.at(r, "name")));
        JsonNode status = alert.path("status");
        return new AlertmanagerAlert(
                ApiText.at(alert, "fingerprint"),
                ApiText.texts(alert.path("labels")),
                receivers,
                status.path("state").asString("").equals("active"),
                ids(status.path("silencedBy")),
                ids(status.path("inhibitedBy")),
                ApiText.instant(alert, "updatedAt"));
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.forEach(i -> ids.add(ApiText.shown(i.asString(""))));
        return ids;
    }

    String name() {
        return labels.getOrDefault("alertname", "");
    }
}
