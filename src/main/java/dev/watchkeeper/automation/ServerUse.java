package dev.watchkeeper.automation;

import java.util.List;
import java.util.OptionalInt;

/// A certificate that a web server's configuration names.
///
/// @param program such as `nginx`
/// @param configuration the file that the server is started with
/// @param place where the certificate is named: `FILE:LINE`
/// @param listens where the server listens for it; empty where that is not said there
/// @param names that it is for; empty where it is for any
/// @param source the file
public record ServerUse(
        String program,
        String configuration,
        String place,
        List<Listen> listens,
        List<String> names,
        Source source) {
    private static final int ANY = 2;

    public ServerUse {
        listens = List.copyOf(listens);
        names = List.copyOf(names);
    }

    /// Whether it may be what is served on a port under a name.
    public boolean isFor(String name, int port) {
        return listensOn(port) && rank(name) <= ANY;
    }

    private boolean listensOn(int port) {
        return listens.isEmpty()
                || listens.stream()
                        .anyMatch(l -> l.port().isEmpty() || l.port().getAsInt() == port);
    }

    /// How well it fits a name: 0 named as it is, 1 by a wildcard, 2 for any name or by a pattern
    /// that is not evaluated, 3 not at all. A wildcard is `*.` or `.` in front.
    int rank(String name) {
        return names.isEmpty()
                ? ANY
                : names.stream().mapToInt(n -> rank(n, name)).min().orElse(ANY + 1);
    }

    private static int rank(String pattern, String name) {
        if (pattern.equalsIgnoreCase(name)) {
            return 0;
        }
        if (pattern.equals("_") || pattern.startsWith("~") || pattern.equals("*")) {
            return ANY;
        }
        String rest = pattern.startsWith("*.") ? pattern.substring(1) : pattern;
        boolean holds =
                rest.startsWith(".")
                        && name.length() > rest.length()
                        && name.regionMatches(
                                true, name.length() - rest.length(), rest, 0, rest.length());
        return holds ? 1 : ANY + 1;
    }

    /// An address and port to listen on, as it is written.
    ///
    /// @param port empty where it is not a number
    public record Listen(String text, OptionalInt port) {}

    /// What a configuration names.
    public sealed interface Source {
        /// A file.
        record File(String path) implements Source {}

        /// Something that only the server itself can tell.
        ///
        /// @param text as it is written
        record NotKnown(String text, String why) implements Source {}
    }
}
