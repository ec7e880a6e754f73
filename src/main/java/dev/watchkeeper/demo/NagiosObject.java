package dev.watchkeeper.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// An object of a Nagios's configuration.
///
/// @param type such as `service`
/// @param directives by their names
record NagiosObject(String type, Map<String, String> directives) {
    private static final Pattern BEGIN = Pattern.compile("define\\s+(\\w+)\\s*\\{");

    /// The objects of a configuration file, without templates.
    static List<NagiosObject> read(String text) {
        List<NagiosObject> objects = new ArrayList<>();
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            var begin = BEGIN.matcher(line);
            String[] words = line.split("\\s+", 2);
            if (begin.matches()) {
                objects.add(new NagiosObject(begin.group(1), new LinkedHashMap<>()));
            } else if (!objects.isEmpty() && words.length == 2 && !line.startsWith("#")) {
                objects.getLast().directives.put(words[0], words[1]);
            }
        }
        return objects;
    }

    /// Empty where it is not set.
    String text(String directive) {
        return directives.getOrDefault(directive, "");
    }

    String text(String directive, String otherwise) {
        return directives.getOrDefault(directive, otherwise);
    }

    /// Names with commas in between.
    List<String> names(String directive) {
        return Arrays.stream(text(directive).split(",", -1))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .toList();
    }

    boolean isCheck() {
        return type.equals("host") || type.equals("service");
    }

    /// Of a host its name, of a service `host/service`.
    String id() {
        return type.equals("service")
                ? text("host_name") + "/" + text("service_description")
                : text("host_name");
    }
}
