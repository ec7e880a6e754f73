package dev.watchkeeper.supervision;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The API of one Icinga 2.
///
/// See <https://icinga.com/docs/icinga-2/latest/doc/12-icinga2-api/>.
record IcingaApi(ApiSession session) {
    private static final int MOST = 20_000;

    /// The state of each part by its name, such as `CIB` and `IcingaApplication`.
    ApiReply<Map<String, JsonNode>> status() {
        return session.get("/v1/status")
                .map(root -> {
                    Map<String, JsonNode> parts = new HashMap<>();
                    for (JsonNode part : root.path("results")) {
                        parts.put(part.path("name").asString(""), part.path("status"));
                    }
                    return parts;
                });
    }

    /// All objects of a type.
    ///
    /// @param type in the plural, as in the address
    ApiReply<List<IcingaObject>> objects(String type, List<String> attrs) {
        return objects(type, Map.of("attrs", attrs));
    }

    /// Those of one service.
    ApiReply<List<IcingaObject>> ofService(
            String type, String filter, List<String> attrs, String host, String service) {
        return objects(
                type,
                Map.of(
                        "attrs",
                        attrs,
                        "filter",
                        filter,
                        "filter_vars",
                        Map.of("wanted_host", host, "wanted_service", service)));
    }

    /// A long list of attributes would not fit into the address.
    private ApiReply<List<IcingaObject>> objects(String type, Map<String, Object> query) {
        return session.post("/v1/objects/" + type, query, "X-HTTP-Method-Override", "GET")
                .map(root -> {
                    List<IcingaObject> objects = new ArrayList<>();
                    for (JsonNode object : root.path("results")) {
                        if (objects.size() < MOST) {
                            objects.add(new IcingaObject(object.path("attrs")));
                        }
                    }
                    return objects;
                });
    }

    /// How many services took a result.
    ApiReply<Integer> result(String host, String service, int exitStatus, String output) {
        return session.post(
                        "/v1/actions/process-check-result",
                        Map.of(
                                "type",
                                "Service",
                                "filter",
                                "host.name == wanted_host && service.name == wanted_service",
                                "filter_vars",
                                Map.of("wanted_host", host, "wanted_service", service),
                                "exit_status",
                                exitStatus,
                                "plugin_output",
                                output))
                .map(root -> {
                    int taken = 0;
                    for (JsonNode result : root.path("results")) {
                        taken += result.path("code").asInt(0) == 200 ? 1 : 0;
                    }
                    return taken;
                });
    }
}
