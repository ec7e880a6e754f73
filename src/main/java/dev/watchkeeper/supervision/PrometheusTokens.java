package dev.watchkeeper.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a query in PromQL, one after the other.
final class PrometheusTokens {
    static final String END = "";

    private static final int MOST_CHARACTERS = 20_000;
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|`[^`]*+`"
                        + "|(?:\\d++(?:ms|[smhdwy]))++(?!\\w)"
                        + "|(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?\\d++)?+"
                        + "|[a-zA-Z_:][\\w:.]*+|==|!=|<=|>=|=~|!~|[-+*/%^<>=(){}\\[\\],@:]",
                    Pattern.DOTALL);
    private static final Pattern BLANK = Pattern.compile("(?:\\s|#[^\\n]*+)++");

    private final List<String> words;
    private int next;

    /// @throws NotUnderstood for what is no word of PromQL
    PrometheusTokens(String query) {
        if (query.length() > MOST_CHARACTERS) {
            throw new NotUnderstood();
        }
        words = words(query);
    }

    private static List<String> words(String query) {
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(query);
        Matcher blank = BLANK.matcher(query);
        int at = 0;
        while (at < query.length()) {
            if (blank.region(at, query.length()).lookingAt()) {
                at = blank.end();
            } else if (token.region(at, query.length()).lookingAt()) {
                words.add(token.group());
                at = token.end();
            } else {
                throw new NotUnderstood();
            }
        }
        return words;
    }

    /// The next word, which stays the next; [#END] after the last.
    String peek() {
        return next < words.size() ? words.get(next) : END;
    }

    String take() {
        String word = peek();
        next++;
        return word;
    }

    boolean takeIf(String word) {
        boolean is = peek().equalsIgnoreCase(word) && !word.isEmpty();
        if (is) {
            next++;
        }
        return is;
    }

    void expect(String word) {
        if (!takeIf(word)) {
            throw new NotUnderstood();
        }
    }

    boolean isName() {
        return !peek().isEmpty()
                && (Character.isLetter(peek().charAt(0)) || "_:".indexOf(peek().charAt(0)) >= 0)
                && !peek().equals(":");
    }

    /// Passes over what is between the next bracket and its partner.
    void skip(String open, String close) {
        expect(open);
        for (int depth = 1; depth > 0; ) {
            String word = take();
            if (word.equals(END)) {
                throw new NotUnderstood();
            }
            depth += word.equals(open) ? 1 : word.equals(close) ? -1 : 0;
        }
    }

    /// What a person could read, perhaps.
    static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstood() {
            super("not understood", null, false, false);
        }
    }
}
