package dev.watchkeeper.finding;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// How findings count and list things.
final class Texts {
    /// The most lines of one evidence; what is beyond is counted.
    static final int MOST_LINES = 40;

    private Texts() {}

    /// `1 process`, `3 processes`.
    static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /// `a`, `a and b`, `a, b and c`; with more than four, the first three and how many more.
    static String list(Collection<String> names) {
        List<String> all = List.copyOf(names);
        if (all.size() > 4) {
            return String.join(", ", all.subList(0, 3)) + " and " + (all.size() - 3) + " more";
        }
        if (all.size() < 2) {
            return String.join("", all);
        }
        return String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }

    /// One line each, capped in number.
    static String lines(Collection<String> lines) {
        String shown = lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n"));
        int more = lines.size() - MOST_LINES;
        return more > 0 ? shown + "\n… and " + more + " more" : shown;
    }
}
