package dev.watchkeeper.tls;

import java.time.Duration;
import java.time.Instant;

/// Says in words how long a certificate has left. Whole units are rounded down, under a day it
/// counts hours, and there never are "0 days": what runs out within the hour says so in minutes.
public final class RemainingTime {
    /// RFC 5280 4.1.2.5: 99991231235959Z stands for no well-defined expiration date.
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private RemainingTime() {}

    /// Such as `3 days`, `23 hours`, `42 minutes`, `expired 5 hours ago` or `no expiry`.
    public static String inWords(Instant notAfter, Instant now) {
        if (!notAfter.isBefore(NEVER)) {
            return "no expiry";
        }
        Duration left = Duration.between(now, notAfter);
        return left.isNegative() || left.isZero()
                ? "expired " + amount(left.negated()) + " ago"
                : amount(left);
    }

    /// A length of time in its largest whole unit from days to seconds.
    ///
    /// @param length not negative
    public static String amount(Duration length) {
        if (length.toDays() > 0) {
            return count(length.toDays(), "day");
        }
        if (length.toHours() > 0) {
            return count(length.toHours(), "hour");
        }
        return length.toMinutes() > 0
                ? count(length.toMinutes(), "minute")
                : count(length.toSeconds(), "second");
    }

    private static String count(long n, String unit) {
        return n + " " + unit + (n == 1 ? "" : "s");
    }
}
