package dev.watchkeeper.inventory;

/// Refuses names that could become an option, a second word or a control sequence on their way to a
/// command line.
public final class SafeName {
    private SafeName() {}

    /// Returns the fault of a host, user or address name in words, or an empty text when it is
    /// safe.
    public static String faultOf(String value) {
        if (value.isEmpty()) {
            return "is empty";
        }
        if (value.startsWith("-")) {
            return "starts with '-'";
        }
        return value.codePoints().allMatch(SafeName::isPlain)
                ? ""
                : "holds a blank, a quote, a backslash or a control character";
    }

    /// @throws IllegalArgumentException if the name is not safe
    public static void require(String what, String value) {
        String fault = faultOf(value);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(what + " " + fault);
        }
    }

    /// @throws IllegalArgumentException if the port is not in 1..65535
    public static void requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not in 1..65535");
        }
    }

    private static boolean isPlain(int c) {
        boolean invisible =
                Character.isISOControl(c)
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT;
        return !invisible && "'\"`\\$;&|<>(){}*?!#".indexOf(c) < 0;
    }
}
