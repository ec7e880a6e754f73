package dev.watchkeeper.ui.fx;

import java.time.Duration;

/// Lengths of time in words, as short as a table cell needs.
public final class Spans {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /// The length without its sign: `4 s`, `3 min`, `5 h`, `6 d`; two units where one says too
    /// little: `1 h 20 min`, `1 d 6 h`. Days only from two days on, so that less than a day left is
    /// never "0 days".
    public static String words(Duration span) {
        long s = span.abs().toSeconds();
        if (s < MINUTE) {
            return s + " s";
        }
        if (s < HOUR) {
            return s / MINUTE + " min";
        }
        if (s < 2 * DAY) {
            return hours(s);
        }
        return s / DAY + " d";
    }

    private static String hours(long s) {
        long minutes = s % HOUR / MINUTE;
        boolean precise = s < 3 * HOUR && minutes > 0;
        return s / HOUR + " h" + (precise ? " " + minutes + " min" : "");
    }

    /// A length as a clock shows it: `24 s`, `1:05 min`, `2:03:04 h`.
    public static String clock(Duration span) {
        long s = span.abs().toSeconds();
        if (s < MINUTE) {
            return s + " s";
        }
        if (s < HOUR) {
            return "%d:%02d min".formatted(s / MINUTE, s % MINUTE);
        }
        return "%d:%02d:%02d h".formatted(s / HOUR, s % HOUR / MINUTE, s % MINUTE);
    }
}
