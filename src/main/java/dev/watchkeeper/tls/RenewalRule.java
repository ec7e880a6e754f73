package dev.watchkeeper.tls;

import java.time.Duration;
import java.time.Instant;

/// When a certificate is due to be renewed, and who says so.
public sealed interface RenewalRule {
    /// A lifetime under this is short.
    Duration SHORT = Duration.ofDays(10);

    /// Where the rule comes from, in words, such as "certbot's renew_before_expiry".
    String source();

    /// The rule of most clients, for a certificate of whose client nothing is known: a third of the
    /// lifetime left, half of it where that is under 10 days.
    static RenewalRule usual(Duration lifetime) {
        return lifetime.compareTo(SHORT) < 0
                ? new FractionLeft(1 / 2d, "half of the lifetime left, as most clients do it")
                : new FractionLeft(1 / 3d, "a third of the lifetime left, as most clients do it");
    }

    /// Due when less than this is left.
    ///
    /// @param left positive
    record BeforeExpiry(Duration left, String source) implements RenewalRule {
        public BeforeExpiry {
            positive(left);
        }
    }

    /// Due when it is older than this.
    ///
    /// @param age positive
    record AfterIssue(Duration age, String source) implements RenewalRule {
        public AfterIssue {
            positive(age);
        }
    }

    /// Due when less than this part of its lifetime is left.
    ///
    /// @param fraction of the time from notBefore to notAfter, above 0 and below 1
    record FractionLeft(double fraction, String source) implements RenewalRule {
        public FractionLeft {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException("not a part of a lifetime: " + fraction);
            }
        }
    }

    /// Due in a window that the authority suggests (RFC 9773 4.2).
    ///
    /// @param to after `from`
    record Window(Instant from, Instant to, String source) implements RenewalRule {
        public Window {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException(
                        "a window ends after it begins: " + from + " to " + to);
            }
        }
    }

    private static void positive(Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("not a positive time: " + duration);
        }
    }
}
