package dev.watchkeeper.automation;

import dev.watchkeeper.host.RenewalFiles.TextFile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Settings of a file, `KEY=VALUE` a line; a value may be in quotes. What comes later counts.
record Settings(Map<String, String> values) {
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z_][\\w-]*)\\s*=\\s*(.*?)\\s*");

    static Settings of(TextFile file) {
        var values = new LinkedHashMap<String, String>();
        file.lines()
                .forEach(l -> {
                    Matcher line = LINE.matcher(l.text());
                    if (line.matches()) {
                        values.put(line.group(1), bare(line.group(2)));
                    }
                });
        return new Settings(values);
    }

    private static String bare(String value) {
        boolean quoted = value.length() > 1 && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted && (value.startsWith("'") || value.startsWith("\""))
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /// A value that is not empty.
    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(v -> !v.isEmpty());
    }

    Optional<Long> number(String key) {
        return text(key).filter(v -> v.matches("[0-9]{1,11}")).map(Long::parseLong);
    }
}
