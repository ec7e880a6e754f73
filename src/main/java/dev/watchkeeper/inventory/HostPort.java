package dev.watchkeeper.inventory;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// A name or address with an optional port: `docs.example.org`, `192.0.2.1:8443`, `2001:db8::1`,
/// `[2001:db8::1]:8443`.
record HostPort(String host, OptionalInt port) {
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]+)\\](?::(\\d{1,5}))?");
    private static final Pattern PLAIN = Pattern.compile("([^:\\[\\]]+)(?::(\\d{1,5}))?");

    /// Empty when it is of no such form, or the name is not safe, or the port out of range.
    static Optional<HostPort> parse(String text) {
        boolean bareV6 = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        if (bareV6) {
            return checked(text, OptionalInt.empty());
        }
        var match = (text.startsWith("[") ? BRACKETS : PLAIN).matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        OptionalInt port =
                match.group(2) == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(match.group(2)));
        return checked(match.group(1), port);
    }

    private static Optional<HostPort> checked(String host, OptionalInt port) {
        boolean inRange = port.stream().allMatch(p -> 1 <= p && p <= 65_535);
        boolean safe = SafeName.faultOf(host).isEmpty() && host.indexOf('/') < 0;
        return inRange && safe ? Optional.of(new HostPort(host, port)) : Optional.empty();
    }
}
