package dev.watchkeeper.supervision;

import java.time.Duration;

/// Spans of time as sentences have them.
final class Spoken {
    private Spoken() {}

    static String of(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 1) {
            return span.toMillis() + " ms";
        }
        return seconds < 180 ? seconds + " s" : span.toMinutes() + " min";
    }
}
