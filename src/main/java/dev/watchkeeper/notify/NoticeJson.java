package dev.watchkeeper.notify;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// Notices as JSON: the field names are those of [Notice] and [Change], enums in lower case.
final class NoticeJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private NoticeJson() {}

    static String write(Notice notice) {
        return MAPPER.writeValueAsString(notice);
    }

    static Notice read(String json) {
        return MAPPER.readValue(json, Notice.class);
    }

    static String anything(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
