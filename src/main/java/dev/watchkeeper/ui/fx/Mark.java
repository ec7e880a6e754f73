package dev.watchkeeper.ui.fx;

import java.util.Locale;

/// The severities as they are drawn: a shape and a word each; colour only helps.
public enum Mark {
    CRITICAL("critical", "M5.2 0.6 H10.8 L15.4 5.2 V10.8 L10.8 15.4 H5.2 L0.6 10.8 V5.2 Z"),
    HIGH("high", "M8 0.8 L15.6 14.8 H0.4 Z"),
    UNKNOWN("unknown", "M8 1 A7 7 0 1 1 7.99 1 Z"),
    MEDIUM("medium", "M8 0.4 L15.6 8 L8 15.6 L0.4 8 Z"),
    LOW("low", "M8 2 A6 6 0 1 1 7.99 2 Z"),
    OK("ok", "M2.2 8.6 L6.2 12.6 L13.8 4");

    private final String word;
    private final String outline;

    Mark(String word, String outline) {
        this.word = word;
        this.outline = outline;
    }

    /// The mark of a severity's label: `critical`, `high`, …; what is not known is [#UNKNOWN].
    public static Mark of(String label) {
        for (Mark mark : values()) {
            if (mark.word.equals(label.toLowerCase(Locale.ROOT))) {
                return mark;
            }
        }
        return UNKNOWN;
    }

    /// The word beside the shape, and the style class of both.
    public String word() {
        return word;
    }

    /// SVG path in a box of 16 by 16.
    String outline() {
        return outline;
    }

    /// The sign inside the shape; may be empty.
    String sign() {
        return switch (this) {
            case CRITICAL -> "!";
            case UNKNOWN -> "?";
            case HIGH, MEDIUM, LOW, OK -> "";
        };
    }

    /// Whether the shape is filled; else its outline is drawn.
    boolean filled() {
        return this == CRITICAL || this == HIGH || this == MEDIUM;
    }
}
