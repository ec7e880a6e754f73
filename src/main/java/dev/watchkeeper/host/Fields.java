package dev.watchkeeper.host;

import dev.watchkeeper.inventory.VisibleText;

/// The fields of one row, taken from left to right. What is missing or no number throws
/// [MalformedRow], which ends that row alone.
final class Fields {
    private final String line;
    private int at;

    Fields(String line) {
        this.line = line;
    }

    String word() throws MalformedRow {
        if (at >= line.length()) {
            throw new MalformedRow();
        }
        int blank = line.indexOf(' ', at);
        int end = blank < 0 ? line.length() : blank;
        String word = line.substring(at, end);
        at = end + 1;
        return word;
    }

    /// The rest, made visible, at most `max` characters.
    String text(int max) {
        return VisibleText.capped(rest().replace(ProbeFormat.LINE_FEED, '\n'), max);
    }

    String rest() {
        String rest = at >= line.length() ? "" : line.substring(at);
        at = line.length();
        return rest;
    }

    /// A number that is not negative.
    long number() throws MalformedRow {
        long value = signed();
        if (value < 0) {
            throw new MalformedRow();
        }
        return value;
    }

    long signed() throws MalformedRow {
        try {
            return Long.parseLong(word());
        } catch (NumberFormatException e) {
            throw new MalformedRow(e);
        }
    }

    int integer() throws MalformedRow {
        return (int) Math.min(number(), Integer.MAX_VALUE);
    }

    double decimal() throws MalformedRow {
        String word = word();
        if (!word.matches("[0-9]{1,15}(\\.[0-9]{1,9})?")) {
            throw new MalformedRow();
        }
        return Double.parseDouble(word);
    }

    /// A row that does not hold what its tag promises.
    static final class MalformedRow extends Exception {
        private static final long serialVersionUID = 1;

        MalformedRow() {}

        MalformedRow(Throwable cause) {
            super(cause);
        }
    }
}
