package dev.watchkeeper.supervision;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The configuration of an Alertmanager, as `/api/v2/status` shows it: secrets left out.
///
/// @param receivers the integrations of each; a receiver without one tells nobody
record AlertmanagerConfig(AlertmanagerRoute route, Map<String, List<Integration>> receivers) {
    private static final YAMLMapper MAPPER =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .build())
                                    .build())
                    .build();

    /// Where an integration says where it goes.
    private static final List<String> TARGETS =
            List.of("url", "to", "channel", "service_url", "api_url", "room_id", "topic_arn");

    private static final String SUFFIX = "_configs";

    /// One way out of an Alertmanager.
    ///
    /// @param kind as its counters have it: `webhook`, `email`
    /// @param target an address; may be empty or `<secret>`
    record Integration(String kind, String target) {}

    /// Empty for what is no such configuration.
    static Optional<AlertmanagerConfig> of(String yaml) {
        try {
            JsonNode root = MAPPER.readTree(yaml);
            if (root == null || !root.path("route").isObject()) {
                return Optional.empty();
            }
            Map<String, List<Integration>> receivers = new LinkedHashMap<>();
            for (JsonNode receiver : root.path("receivers")) {
                receivers.put(ApiText.at(receiver, "name"), integrations(receiver));
            }
            return Optional.of(
                    new AlertmanagerConfig(AlertmanagerRoute.of(root.path("route")), receivers));
        } catch (JacksonException | StackOverflowError _) {
            return Optional.empty();
        }
    }

    private static List<Integration> integrations(JsonNode receiver) {
        List<Integration> integrations = new ArrayList<>();
        receiver.properties().stream()
                .filter(p -> p.getKey().endsWith(SUFFIX))
                .forEach(p -> {
                    String kind = p.getKey().substring(0, p.getKey().length() - SUFFIX.length());
                    p.getValue()
                            .forEach(i ->
                                    integrations.add(
                                            new Integration(ApiText.shown(kind), target(i))));
                });
        return integrations;
    }

    private static String target(JsonNode integration) {
        return TARGETS.stream()
                .map(t -> ApiText.at(integration, t))
                .filter(t -> !t.isEmpty())
                .findFirst()
                .orElse("");
    }

    List<Integration> integrations(String receiver) {
        return receivers.getOrDefault(receiver, List.of());
    }

    /// The receivers that have a way out, of those that an alert reaches.
    List<String> reached(Map<String, String> labels) {
        return route.ends(labels).stream()
                .map(AlertmanagerRoute::receiver)
                .filter(r -> !integrations(r).isEmpty())
                .distinct()
                .toList();
    }

    /// How many routes end in this receiver.
    long routesTo(String receiver) {
        return route.all().filter(r -> r.receiver().equals(receiver)).count();
    }

    Stream<Contact> contacts() {
        return receivers.entrySet().stream().map(r -> contact(r.getKey(), r.getValue()));
    }

    private static Contact contact(String name, List<Integration> integrations) {
        Switch told = integrations.isEmpty() ? Switch.OFF : Switch.ON;
        return new Contact(
                name,
                told,
                told,
                integrations.stream()
                        .map(i -> new Contact.Way(i.kind(), i.target(), Switch.UNKNOWN))
                        .toList(),
                Optional.empty());
    }
}
