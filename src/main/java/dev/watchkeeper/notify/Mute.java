package dev.watchkeeper.notify;

import java.time.Instant;
import java.util.List;

/// Why something is not told, until when, and who said so.
///
/// @param number by which it is taken back
/// @param pattern of an acknowledgement the key of the finding; of a silence a pattern of keys, in
///   which `*` stands for any characters
public record Mute(
        long number,
        Kind kind,
        String pattern,
        String who,
        String reason,
        Instant began,
        Instant ends) {
    /// An acknowledgement is for one finding and ends with it; a silence is for all that fit.
    public enum Kind {
        ACKNOWLEDGEMENT("acknowledged"),
        SILENCE("silenced");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Whether it keeps a finding quiet.
    public boolean covers(String key, Instant now) {
        return now.isBefore(ends) && fits(key);
    }

    private boolean fits(String key) {
        return switch (kind) {
            case ACKNOWLEDGEMENT -> key.equals(pattern);
            case SILENCE -> matches(pattern, key);
        };
    }

    /// In time that grows with the key times the pattern at most, whatever the pattern.
    private static boolean matches(String glob, String key) {
        List<String> parts = List.of(glob.split("\\*", -1));
        if (parts.size() == 1) {
            return glob.equals(key);
        }
        String first = parts.getFirst();
        String last = parts.getLast();
        if (!key.startsWith(first) || !key.endsWith(last)) {
            return false;
        }
        int at = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = key.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return at <= key.length() - last.length();
    }
}
