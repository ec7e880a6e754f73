package dev.watchkeeper.inventory;

/// Shows hostile text: every character that moves, hides or reorders what a person sees becomes a
/// visible escape: a backslash and `u{202e}`, the code point in hexadecimal.
///
/// Escaped are C0 and C1 controls, bidirectional and other format characters, zero-width and blank
/// letters, line and paragraph separators, lone surrogates, private and unassigned code points. The
/// house's single place for it: window, log, export and clipboard all show this.
public final class VisibleText {
    /// What ends a text that was cut.
    public static final String CUT = "…";

    /// Letters and marks of other categories that show nothing: combining grapheme joiner, Hangul
    /// fillers, Khmer inherent vowels, Mongolian selectors, the blank Braille pattern.
    private static final String BLANK =
            "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";

    private VisibleText() {}

    /// Returns the text on one line: line breaks and tabs are escaped too.
    public static String of(String text) {
        return escape(text, "");
    }

    /// Returns the text with its line feeds and tabs as they are and everything else escaped. A
    /// carriage return before a line feed is dropped.
    public static String lines(String text) {
        return escape(text.replace("\r\n", "\n"), "\n\t");
    }

    /// Returns [#of] of at most the first `max` characters of the text, ended by [#CUT] when
    /// something was cut.
    ///
    /// @param max characters (code points) of the original text, at least 1
    public static String capped(String text, int max) {
        return of(cut(text, max)) + (isOver(text, max) ? CUT : "");
    }

    /// Returns [#lines] of at most the first `max` characters of the text, ended by [#CUT] when
    /// something was cut.
    ///
    /// @param max characters (code points) of the original text, at least 1
    public static String cappedLines(String text, int max) {
        return lines(cut(text, max)) + (isOver(text, max) ? CUT : "");
    }

    /// Whether the text has nothing in it that [#of] would escape.
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(VisibleText::isHidden);
    }

    private static String escape(String text, String kept) {
        if (isPlain(text)) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 32);
        text.codePoints().forEach(c -> append(shown, c, kept));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c, String kept) {
        if (!isHidden(c) || kept.indexOf(c) >= 0) {
            shown.appendCodePoint(c);
            return;
        }
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> shown.append("\\u{").append(Integer.toHexString(c)).append('}');
        }
    }

    private static boolean isHidden(int c) {
        if (c >= 0x20 && c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> BLANK.indexOf(c) >= 0 || isVariationSelector(c);
        };
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    }

    private static String cut(String text, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("at least one character must be kept");
        }
        return isOver(text, max) ? text.substring(0, text.offsetByCodePoints(0, max)) : text;
    }

    private static boolean isOver(String text, int max) {
        return text.length() > max && text.codePointCount(0, text.length()) > max;
    }
}
