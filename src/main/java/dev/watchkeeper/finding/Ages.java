package dev.watchkeeper.finding;

import java.time.Duration;
import java.time.Instant;

/// Spans of time as a person says them: one unit, rounded towards zero, never "0 days".
public final class Ages {
    private Ages() {}

    /// `42 s`, `12 min`, `31 h` up to two days, then `7 d`. Negative spans are said without sign.
    public static String of(Duration span) {
        Duration d = span.abs();
        if (d.toSeconds() < 60) {
            return d.toSeconds() + " s";
        }
        if (d.toMinutes() < 60) {
            return d.toMinutes() + " min";
        }
        return d.toHours() < 48 ? d.toHours() + " h" : d.toDays() + " d";
    }

    /// The span between two moments, in either order.
    public static String between(Instant from, Instant to) {
        return of(Duration.between(from, to));
    }
}
