package dev.watchkeeper.ssh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One line of a known_hosts file, as sshd(8) describes them.
///
/// @param marker what the line says of the key
/// @param hosts comma-separated patterns, or a hashed name
/// @param type key type
/// @param key base64 of the key's blob
record KnownHostsLine(Marker marker, String hosts, String type, String key) {
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final String HASHED = "|1|";

    /// Reads a line; comments, blank and broken lines are empty.
    static Optional<KnownHostsLine> parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        String[] words = BLANKS.split(text, -1);
        int first = text.startsWith("@") ? 1 : 0;
        if (words.length < first + 3) {
            return Optional.empty();
        }
        Marker marker = first == 0 ? Marker.NONE : Marker.of(words[0]);
        return Optional.of(
                new KnownHostsLine(marker, words[first], words[first + 1], words[first + 2]));
    }

    /// Whether the line speaks of a host, given as `name` or `[name]:port` in lower case.
    boolean matches(String host) {
        if (hosts.startsWith(HASHED)) {
            return matchesHash(host);
        }
        boolean found = false;
        for (String pattern : hosts.toLowerCase(Locale.ROOT).split(",", -1)) {
            boolean negated = pattern.startsWith("!");
            if (glob(negated ? pattern.substring(1) : pattern).matcher(host).matches()) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private boolean matchesHash(String host) {
        String[] parts = hosts.substring(HASHED.length()).split("\\|", -1);
        if (parts.length != 2) {
            return false;
        }
        try {
            byte[] salt = Base64.getDecoder().decode(parts[0]);
            byte[] expected = Base64.getDecoder().decode(parts[1]);
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return MessageDigest.isEqual(
                    expected, mac.doFinal(host.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }

    private static Pattern glob(String pattern) {
        var regex = new StringBuilder();
        pattern.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '*' -> regex.append(".*");
                        case '?' -> regex.append('.');
                        default -> regex.append(Pattern.quote(Character.toString(c)));
                    }
                });
        return Pattern.compile(regex.toString());
    }

    /// The word in front of a line.
    enum Marker {
        NONE,
        REVOKED,
        CERT_AUTHORITY,
        /// A marker of a later OpenSSH: the line says nothing to us.
        UNKNOWN;

        static Marker of(String word) {
            return switch (word) {
                case "@revoked" -> REVOKED;
                case "@cert-authority" -> CERT_AUTHORITY;
                default -> UNKNOWN;
            };
        }
    }
}
