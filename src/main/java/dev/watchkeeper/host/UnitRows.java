package dev.watchkeeper.host;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The properties of units, as `systemctl show` prints them: a line each, an empty one between two
/// units. What comes more than once for a unit is kept with a line feed in between.
final class UnitRows {
    private static final int MOST_UNITS = 1_000;
    private static final int MOST_PROPERTIES = 60;
    private static final int LONGEST = 2_000;

    private final Map<String, Map<String, String>> units = new LinkedHashMap<>();
    private Map<String, String> open = new HashMap<>();

    void accept(String text) {
        int equals = text.indexOf('=');
        if (text.isBlank()) {
            close();
        } else if (equals > 0 && open.size() < MOST_PROPERTIES) {
            String key = TimetableRows.capped(text.substring(0, equals), 60);
            open.merge(
                    key,
                    TimetableRows.capped(text.substring(equals + 1), 1_000),
                    (a, b) -> a.length() > LONGEST ? a : a + "\n" + b);
        }
    }

    Map<String, Map<String, String>> units() {
        var copy = new LinkedHashMap<String, Map<String, String>>();
        units.forEach((name, properties) -> copy.put(name, Map.copyOf(properties)));
        return copy;
    }

    private void close() {
        String id = open.getOrDefault("Id", "");
        if (!id.isEmpty() && units.size() < MOST_UNITS) {
            units.put(id, open);
        }
        open = new HashMap<>();
    }
}
