package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.VisibleText;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Takes texts and times out of what an API said, which is hostile.
final class ApiText {
    private static final int MOST_CHARACTERS = 1000;

    private ApiText() {}

    /// One line of at most 1000 characters, without a control character.
    static String shown(String text) {
        return VisibleText.capped(text, MOST_CHARACTERS);
    }

    /// The text or number there, as [#shown] has it; empty where there is none.
    static String at(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isValueNode() && !value.isNull() ? shown(value.asString("")) : "";
    }

    /// Texts by name, as [#shown] has them.
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(e -> texts.put(shown(e.getKey()), at(object, e.getKey())));
        return texts;
    }

    /// An instant in RFC 3339; empty for what is none, and for Go's zero, the year 1.
    static Optional<Instant> instant(JsonNode object, String field) {
        try {
            return Optional.of(OffsetDateTime.parse(at(object, field)).toInstant())
                    .filter(i -> i.isAfter(Instant.EPOCH));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
