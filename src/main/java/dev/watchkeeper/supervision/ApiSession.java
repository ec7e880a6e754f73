package dev.watchkeeper.supervision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.WebAccess;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/// Questions to one API that are over together at one point of time.
final class ApiSession {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .maxNumberLength(100)
                                                    .maxNameLength(10_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final ApiClient client;
    private final String product;
    private final WebAccess access;
    private final long endNanos;

    ApiSession(ApiClient client, String product, WebAccess access, long endNanos) {
        this.client = client;
        this.product = product;
        this.access = access;
        this.endNanos = endNanos;
    }

    /// Another API that is asked until the same point of time.
    ApiSession at(String otherProduct, WebAccess other) {
        return new ApiSession(client, otherProduct, other, endNanos);
    }

    /// The same API, from now on for this long.
    ApiSession anew(Duration limit) {
        return client.open(product, access, limit);
    }

    WebAccess access() {
        return access;
    }

    /// @param query names and values in turns
    ApiReply<JsonNode> get(String path, String... query) {
        return json(path, page("application/json", path, query));
    }

    /// What is not JSON.
    ApiReply<String> page(String path, String... query) {
        return page("text/plain", path, query);
    }

    private ApiReply<String> page(String accept, String path, String... query) {
        String text = query.length == 0 ? "" : "?" + pairs(query);
        return send(HttpRequest.newBuilder(address(path + text)).header("Accept", accept).GET());
    }

    /// Asks with a form, whose length no server on the way limits.
    ///
    /// @param query names and values in turns
    ApiReply<JsonNode> form(String path, String... query) {
        return json(
                path,
                send(
                        HttpRequest.newBuilder(address(path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Accept", "application/json")
                                .POST(BodyPublishers.ofString(pairs(query), UTF_8))));
    }

    private static String pairs(String... query) {
        var text = new StringBuilder();
        for (int i = 0; i + 1 < query.length; i += 2) {
            text.append(i == 0 ? "" : "&")
                    .append(encoded(query[i]))
                    .append('=')
                    .append(encoded(query[i + 1]));
        }
        return text.toString();
    }

    /// Sends JSON; what is answered to it may be empty.
    ///
    /// @param headers names and values in turns
    ApiReply<JsonNode> post(String path, Object body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/json")
                        // Icinga takes nothing longer.
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(body), UTF_8));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return json(path, send(request));
    }

    private ApiReply<String> send(HttpRequest.Builder request) {
        return ApiSecret.authorization(access)
                .then(secret -> {
                    secret.ifPresent(s -> request.header("Authorization", s));
                    return client.ask(product, access, request.build(), endNanos);
                });
    }

    private ApiReply<JsonNode> json(String path, ApiReply<String> page) {
        return page.then(text -> {
            try {
                JsonNode node = MAPPER.readTree(text.isBlank() ? "null" : text);
                return new ApiReply.Answered<>(node, Optional.empty());
            } catch (JacksonException e) {
                return new ApiFaults(product, address(path)).unreadable(e.getOriginalMessage());
            }
        });
    }

    private URI address(String path) {
        return URI.create(access.url().toString().replaceFirst("/+$", "") + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
