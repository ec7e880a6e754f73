package dev.watchkeeper.supervision;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Compares one label, as PromQL, an Alertmanager's routes and its silences do. A label that is not
/// there is the empty text.
///
/// @param pattern of `=~` and `!~`, anchored; empty for what Java does not take, which compares
///   with nothing
record PrometheusMatcher(String name, Op op, String value, Optional<Pattern> pattern) {
    private static final int MOST_CHARACTERS = 1000;
    private static final int MOST_STEPS = 100_000;
    private static final Pattern WRITTEN =
            Pattern.compile("\\s*\"?([\\w:.]+)\"?\\s*(=~|!~|!=|=)\\s*(.*?)\\s*", Pattern.DOTALL);

    /// How it compares.
    enum Op {
        EQUAL("="),
        NOT_EQUAL("!="),
        LIKE("=~"),
        NOT_LIKE("!~");

        private final String sign;

        Op(String sign) {
            this.sign = sign;
        }

        static Op of(String sign) {
            for (Op op : values()) {
                if (op.sign.equals(sign)) {
                    return op;
                }
            }
            throw new IllegalArgumentException(sign);
        }
    }

    static PrometheusMatcher of(String name, Op op, String value) {
        return new PrometheusMatcher(name, op, value, pattern(op, value));
    }

    private static Optional<Pattern> pattern(Op op, String value) {
        if (op == Op.EQUAL || op == Op.NOT_EQUAL || value.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile("(?s:" + value + ")"));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    /// Reads `name="value"`, as an Alertmanager writes it.
    static Optional<PrometheusMatcher> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(
                        of(written.group(1), Op.of(written.group(2)), unquoted(written.group(3))))
                : Optional.empty();
    }

    static String unquoted(String text) {
        int last = text.length() - 1;
        if (last < 1 || text.charAt(0) != text.charAt(last)) {
            return text;
        }
        String inner = text.substring(1, last);
        return switch (text.charAt(0)) {
            case '`' -> inner;
            case '"', '\'' -> inner.replaceAll("\\\\(.)", "$1");
            default -> text;
        };
    }

    boolean matches(Map<String, String> labels) {
        return matches(labels.getOrDefault(name, ""));
    }

    /// Whether it may match a series of what has these labels: one that is not among them may have
    /// any value.
    boolean mayMatch(Map<String, String> labels) {
        String label = labels.get(name);
        return label == null || matches(label);
    }

    private boolean matches(String label) {
        return switch (op) {
            case EQUAL -> label.equals(value);
            case NOT_EQUAL -> !label.equals(value);
            case LIKE -> isLike(label);
            case NOT_LIKE -> !isLike(label);
        };
    }

    private boolean isLike(String label) {
        try {
            return pattern.isPresent()
                    && label.length() <= MOST_CHARACTERS
                    && pattern.get().matcher(new Steps(label)).matches();
        } catch (TooManySteps | StackOverflowError _) {
            return false;
        }
    }

    /// Ends a pattern that was written to take for ever.
    private static final class Steps implements CharSequence {
        private final String text;
        private int taken;

        Steps(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++taken > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
