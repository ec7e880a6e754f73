package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.SafeName;

/// `NAME`, `NAME:PORT`, `ADDRESS` or `[ADDRESS]:PORT`.
public record NamePort(String name, int port) {
    static final int HTTPS = 443;

    /// With port 443 where none is given.
    ///
    /// @throws CliFailure that says what is expected
    public static NamePort parse(String text) {
        return parse(text, HTTPS);
    }

    /// @param usual the port where none is given
    /// @throws CliFailure that says what is expected
    public static NamePort parse(String text, int usual) {
        int close = text.startsWith("[") ? text.indexOf(']') : -1;
        String name = close > 0 ? text.substring(1, close) : text;
        String rest = close > 0 ? text.substring(close + 1) : "";
        int colon = text.lastIndexOf(':');
        if (close < 0 && colon >= 0 && colon == text.indexOf(':')) {
            name = text.substring(0, colon);
            rest = text.substring(colon);
        }
        String fault = SafeName.faultOf(name);
        boolean bracket = name.contains("[") || name.contains("]");
        if (bracket || !fault.isEmpty() || !rest.matches("(:\\d{1,5})?")) {
            throw unusable(text);
        }
        int port = rest.isEmpty() ? usual : Integer.parseInt(rest.substring(1));
        if (port < 1 || port > 65_535) {
            throw unusable(text);
        }
        return new NamePort(name, port);
    }

    private static CliFailure unusable(String text) {
        return new CliFailure(
                "'%s' is no endpoint; expected NAME, NAME:PORT or [ADDRESS]:PORT, PORT in 1..65535"
                        .formatted(Plain.of(text)));
    }
}
