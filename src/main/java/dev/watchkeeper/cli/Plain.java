package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.VisibleText;

/// Text on its way to a terminal.
final class Plain {
    private static final int LONGEST = 2_000;

    private Plain() {}

    static String of(String text) {
        return VisibleText.capped(text, LONGEST);
    }

    /// Each line of the text, indented.
    static String indented(String text, String by) {
        return by + VisibleText.cappedLines(text, 20_000).replace("\n", "\n" + by);
    }
}
