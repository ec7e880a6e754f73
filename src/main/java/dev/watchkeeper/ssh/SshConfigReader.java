package dev.watchkeeper.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads ssh_config(5) where there is no `ssh` to ask: Host blocks, Include, first value wins.
/// `Match` blocks are passed over.
final class SshConfigReader {
    private static final int MAX_DEPTH = 8;
    private static final Pattern LINE =
            Pattern.compile("\\s*([A-Za-z]+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");

    private final Path home;
    private final String alias;
    private final SshOptions options;

    SshConfigReader(Path home, String alias) {
        this.home = home;
        this.alias = alias;
        this.options = new SshOptions(home);
    }

    SshConfigEntry read(Path file) {
        read(file, true, 0);
        return options.entryOf(alias);
    }

    private void read(Path file, boolean applies, int depth) {
        boolean active = applies;
        for (String line : linesOf(file)) {
            Matcher option = LINE.matcher(line);
            if (!option.matches()) {
                continue;
            }
            String value = option.group(2);
            switch (option.group(1).toLowerCase(Locale.ROOT)) {
                case "host" -> active = applies && matches(value);
                case "match" -> active = false;
                case "include" -> {
                    if (active && depth < MAX_DEPTH) {
                        include(value, depth);
                    }
                }
                default -> {
                    if (active) {
                        options.add(option.group(1), unquoted(value));
                    }
                }
            }
        }
    }

    private void include(String patterns, int depth) {
        for (String pattern : patterns.split("\\s+", -1)) {
            for (Path file : filesOf(unquoted(pattern))) {
                read(file, true, depth + 1);
            }
        }
    }

    private List<Path> filesOf(String pattern) {
        String text = pattern.startsWith("~/") ? home + pattern.substring(1) : pattern;
        Path path = home.resolve(".ssh").resolve(text);
        Path folder = path.getParent();
        Path name = path.getFileName();
        if (folder == null || name == null) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name.toString())) {
            found.forEach(files::add);
        } catch (IOException e) {
            return List.of();
        }
        return files.stream().sorted().toList();
    }

    private boolean matches(String patterns) {
        boolean found = false;
        for (String pattern : patterns.split("\\s+", -1)) {
            boolean negated = pattern.startsWith("!");
            String glob = unquoted(negated ? pattern.substring(1) : pattern);
            if (new KnownHostsLine(KnownHostsLine.Marker.NONE, glob, "", "")
                    .matches(alias.toLowerCase(Locale.ROOT))) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static List<String> linesOf(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n", -1))
                    .filter(l -> !l.strip().startsWith("#"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
