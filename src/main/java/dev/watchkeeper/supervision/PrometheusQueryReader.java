package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.PrometheusTokens.NotUnderstood;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Follows a query by descent.
final class PrometheusQueryReader {
    private static final int DEEPEST = 60;
    private static final int MOST_EXPANSIONS = 20;
    private static final Set<String> AGGREGATES =
            Set.of("min", "max", "avg", "sum", "group", "sort", "sort_desc");
    private static final Set<String> SAME =
            Set.of("round", "floor", "ceil", "abs", "vector", "scalar", "label_replace");

    private final Map<String, String> recorded;
    private final int[] expansions;
    private final List<PrometheusSelector> selectors = new ArrayList<>();
    private final List<Double> remaining = new ArrayList<>();
    private PrometheusTokens words = new PrometheusTokens("");
    private int depth;

    /// @param recorded the queries of recording rules by the names of their series
    PrometheusQueryReader(Map<String, String> recorded) {
        this(recorded, new int[1]);
    }

    private PrometheusQueryReader(Map<String, String> recorded, int[] expansions) {
        this.recorded = recorded;
        this.expansions = expansions;
    }

    List<PrometheusSelector> selectors() {
        return selectors;
    }

    /// The most that may be left of a certificate, in seconds, of each comparison.
    List<Double> remaining() {
        return remaining;
    }

    /// Whether the query was understood to its end; what was taken until then is there in any case.
    boolean reads(String text) {
        try {
            read(text);
            return true;
        } catch (NotUnderstood | StackOverflowError _) {
            return false;
        }
    }

    private PrometheusValue read(String text) {
        words = new PrometheusTokens(text);
        PrometheusValue value = alternatives();
        if (!words.peek().equals(PrometheusTokens.END)) {
            throw new NotUnderstood();
        }
        return value;
    }

    private PrometheusValue alternatives() {
        if (++depth > DEEPEST) {
            throw new NotUnderstood();
        }
        PrometheusValue value = comparison();
        while (words.takeIf("or") || words.takeIf("and") || words.takeIf("unless")) {
            matching();
            comparison();
        }
        depth--;
        return value;
    }

    private PrometheusValue comparison() {
        PrometheusValue left = sum();
        while (words.peek().matches("[<>]=?|[=!]=")) {
            String sign = words.take();
            words.takeIf("bool");
            matching();
            PrometheusValue right = sum();
            compare(left, sign, right);
            // A comparison keeps the series, wherever it stands.
            left = left.isNumber() ? right : left;
        }
        return left;
    }

    private void compare(PrometheusValue left, String sign, PrometheusValue right) {
        switch (sign.charAt(0)) {
            case '<' -> left.remainingBelow(right).ifPresent(remaining::add);
            case '>' -> right.remainingBelow(left).ifPresent(remaining::add);
            default -> {}
        }
    }

    private PrometheusValue sum() {
        PrometheusValue value = product();
        while (words.peek().equals("+") || words.peek().equals("-")) {
            int sign = words.take().equals("+") ? 1 : -1;
            matching();
            value = value.plus(product(), sign);
        }
        return value;
    }

    private PrometheusValue product() {
        PrometheusValue value = power();
        while (words.peek().matches("[*/%]")) {
            String sign = words.take();
            matching();
            PrometheusValue factor = power();
            value =
                    switch (sign) {
                        case "*" -> value.times(factor);
                        case "/" -> value.over(factor);
                        default -> PrometheusValue.UNKNOWN;
                    };
        }
        return value;
    }

    private PrometheusValue power() {
        int sign = 1;
        while (words.peek().equals("-") || words.peek().equals("+")) {
            sign *= words.take().equals("-") ? -1 : 1;
        }
        PrometheusValue value = modified(primary()).times(sign);
        return words.takeIf("^") ? value.power(power()) : value;
    }

    /// Passes over ranges, `offset` and `@`.
    private PrometheusValue modified(PrometheusValue value) {
        while (true) {
            if (words.peek().equals("[")) {
                words.skip("[", "]");
            } else if (words.takeIf("offset")) {
                words.takeIf("-");
                words.take();
            } else if (words.takeIf("@")) {
                primary();
            } else {
                return value;
            }
        }
    }

    private PrometheusValue primary() {
        if (words.takeIf("(")) {
            PrometheusValue value = alternatives();
            words.expect(")");
            return value;
        }
        if (words.peek().equals("{")) {
            return selector("");
        }
        if (words.isName()) {
            String name = words.take();
            boolean call = words.peek().equals("(") || isGrouping();
            return call ? call(name.toLowerCase(Locale.ROOT)) : selector(name);
        }
        String word = words.take();
        if (word.startsWith("\"") || word.startsWith("'") || word.startsWith("`")) {
            return PrometheusValue.UNKNOWN;
        }
        return number(word);
    }

    private static PrometheusValue number(String word) {
        try {
            return PrometheusValue.of(
                    PrometheusTime.duration(word)
                            .map(d -> d.toMillis() / 1000.0)
                            .orElseGet(() -> Double.parseDouble(word)));
        } catch (NumberFormatException _) {
            throw new NotUnderstood();
        }
    }

    private boolean isGrouping() {
        return words.peek().equalsIgnoreCase("by") || words.peek().equalsIgnoreCase("without");
    }

    private void grouping() {
        if (isGrouping()) {
            words.take();
            words.skip("(", ")");
        }
    }

    private void matching() {
        for (String word : List.of("on", "ignoring", "group_left", "group_right")) {
            if (words.takeIf(word) && words.peek().equals("(")) {
                words.skip("(", ")");
            }
        }
    }

    private PrometheusValue call(String name) {
        grouping();
        words.expect("(");
        List<PrometheusValue> given = new ArrayList<>();
        while (!words.peek().equals(")")) {
            given.add(alternatives());
            if (!words.takeIf(",")) {
                break;
            }
        }
        words.expect(")");
        grouping();
        if (name.equals("time")) {
            return PrometheusValue.TIME;
        }
        boolean same =
                SAME.contains(name) || AGGREGATES.contains(name) || name.endsWith("_over_time");
        return same && !given.isEmpty() ? given.getFirst() : PrometheusValue.UNKNOWN;
    }

    private PrometheusValue selector(String name) {
        List<PrometheusMatcher> matchers = matchers();
        String query = recorded.get(name);
        // They may be written in a circle.
        if (query != null && expansions[0]++ < MOST_EXPANSIONS) {
            var inner = new PrometheusQueryReader(recorded, expansions);
            PrometheusValue value = inner.read(query);
            for (PrometheusSelector s : inner.selectors) {
                List<PrometheusMatcher> both = new ArrayList<>(s.matchers());
                both.addAll(matchers);
                selectors.add(new PrometheusSelector(s.metric(), both));
            }
            remaining.addAll(inner.remaining);
            return value;
        }
        selectors.add(new PrometheusSelector(name, matchers));
        return PrometheusQuery.EXPIRIES.contains(name)
                ? PrometheusValue.END
                : PrometheusValue.UNKNOWN;
    }

    private List<PrometheusMatcher> matchers() {
        List<PrometheusMatcher> matchers = new ArrayList<>();
        if (!words.takeIf("{")) {
            return matchers;
        }
        while (!words.takeIf("}")) {
            String label = PrometheusMatcher.unquoted(words.take());
            String sign = words.take();
            if (!sign.matches("=|!=|=~|!~")) {
                throw new NotUnderstood();
            }
            String value = PrometheusMatcher.unquoted(words.take());
            matchers.add(PrometheusMatcher.of(label, PrometheusMatcher.Op.of(sign), value));
            words.takeIf(",");
        }
        return matchers;
    }
}
