package dev.watchkeeper.inventory;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ansible's ranges in host names: `builder[01:31]`, `rack[a:c]`, `n[0:10:2]`, several in one name.
final class HostRange {
    private static final int MOST = 10_000;
    private static final Pattern RANGE =
            Pattern.compile("\\[(?:(\\d{1,6}):(\\d{1,6})|([a-z]):([a-z]))(?::(\\d{1,4}))?\\]");

    private HostRange() {}

    /// All names that it stands for; empty when a bracket is left that is no range, or when they
    /// are more than ten thousand.
    static Optional<List<String>> expand(String name) {
        Matcher range = RANGE.matcher(name);
        if (!range.find()) {
            boolean plain = name.indexOf('[') < 0 && name.indexOf(']') < 0;
            return plain ? Optional.of(List.of(name)) : Optional.empty();
        }
        List<String> middles = values(range).limit(MOST + 1L).toList();
        return expand(name.substring(range.end()))
                .filter(ends -> (long) ends.size() * middles.size() <= MOST)
                .map(ends -> joined(name.substring(0, range.start()), middles, ends));
    }

    private static List<String> joined(String start, List<String> middles, List<String> ends) {
        return middles.stream().flatMap(m -> ends.stream().map(e -> start + m + e)).toList();
    }

    private static Stream<String> values(Matcher range) {
        int step = range.group(5) == null ? 1 : Math.max(1, Integer.parseInt(range.group(5)));
        if (range.group(1) == null) {
            return steps(range.group(3).charAt(0), range.group(4).charAt(0), step)
                    .mapToObj(Character::toString);
        }
        String first = range.group(1);
        int width = first.startsWith("0") ? first.length() : 1;
        return steps(Integer.parseInt(first), Integer.parseInt(range.group(2)), step)
                .mapToObj(n -> "0".repeat(Math.max(0, width - Integer.toString(n).length())) + n);
    }

    private static IntStream steps(int first, int last, int step) {
        return IntStream.iterate(first, n -> n <= last, n -> n + step);
    }
}
