package dev.watchkeeper.supervision;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an `instance` label means: `https://docs.example.org:8443/login`, `docs.example.org:443`,
/// `[2001:db8::1]:443`, `builder1:9100`.
///
/// @param name in lower case, without a dot at its end; an IPv6 address in its one form, without
///   brackets
/// @param port the one that is written, or else that of the scheme; empty without either
record SeriesPlace(String name, OptionalInt port) {
    private static final Map<String, Integer> PORTS =
            Map.of("http", 80, "https", 443, "ldaps", 636, "imaps", 993, "smtps", 465);
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:([a-zA-Z][a-zA-Z0-9+.-]{0,20})://)?"
                            + "(?:[^/@\\s]{0,200}@)?"
                            + "(\\[[0-9a-fA-F:.]{2,60}\\]|[^/:?#\\s\\[\\]]{1,300})"
                            + "(?::(\\d{1,5}))?"
                            + "(?:[/?#].*)?");

    static Optional<SeriesPlace> of(String instance) {
        Matcher form = FORM.matcher(instance.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new SeriesPlace(
                        normal(form.group(2).replaceAll("[\\[\\]]", "")),
                        form.group(3) != null
                                ? OptionalInt.of(Integer.parseInt(form.group(3)))
                                : usual(form.group(1))));
    }

    static SeriesPlace of(String name, int port) {
        return new SeriesPlace(normal(name), OptionalInt.of(port));
    }

    private static OptionalInt usual(@org.jspecify.annotations.Nullable String scheme) {
        Integer port = scheme == null ? null : PORTS.get(scheme.toLowerCase(Locale.ROOT));
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /// A name or an address as two of them are compared.
    static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare =
                lower.endsWith(".") && lower.length() > 1
                        ? lower.substring(0, lower.length() - 1)
                        : lower;
        try {
            return bare.contains(":") ? InetAddress.ofLiteral(bare).getHostAddress() : bare;
        } catch (IllegalArgumentException _) {
            return bare;
        }
    }
}
