package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When one certificate is due to be renewed by a rule, and from when on that is overdue. It is
/// arithmetic on instants; calendars and zones play no part.
///
/// @param rule who says so
/// @param opens from when on it may be renewed: the begin of a window, else `due`
/// @param due from when on the next run has to renew it
/// @param every how often the renewal is tried; positive
/// @param notBefore of the certificate
/// @param notAfter of the certificate
public record RenewalDue(
        RenewalRule rule,
        Instant opens,
        Instant due,
        Duration every,
        Instant notBefore,
        Instant notAfter) {
    /// So many runs may be missed before it is overdue.
    public static final int MISSED_RUNS = 2;

    public RenewalDue {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("not a positive time: " + every);
        }
    }

    /// Returns empty for a certificate that never expires.
    public static Optional<RenewalDue> of(Parsed certificate, RenewalRule rule, Duration every) {
        if (certificate.neverExpires()) {
            return Optional.empty();
        }
        Instant due = due(certificate, rule);
        Instant opens = rule instanceof RenewalRule.Window w ? w.from() : due;
        return Optional.of(
                new RenewalDue(
                        rule, opens, due, every, certificate.notBefore(), certificate.notAfter()));
    }

    /// As [#of], of a certificate of which a source tells; where its begin is not told, it counts
    /// as [ReportedCertificate#ASSUMED_LIFETIME] before its end.
    public static Optional<RenewalDue> of(
            ReportedCertificate told, RenewalRule rule, Duration every) {
        if (told.neverExpires()) {
            return Optional.empty();
        }
        Instant end = told.notAfter();
        Instant begin = end.minus(told.lifetime());
        Instant due = due(begin, end, told.lifetime(), rule);
        Instant opens = rule instanceof RenewalRule.Window w ? w.from() : due;
        return Optional.of(new RenewalDue(rule, opens, due, every, begin, end));
    }

    private static Instant due(Parsed certificate, RenewalRule rule) {
        return due(certificate.notBefore(), certificate.notAfter(), certificate.lifetime(), rule);
    }

    private static Instant due(
            Instant notBefore, Instant notAfter, Duration lifetime, RenewalRule rule) {
        return switch (rule) {
            case RenewalRule.BeforeExpiry r -> notAfter.minus(r.left());
            case RenewalRule.AfterIssue r -> notBefore.plus(r.age());
            case RenewalRule.FractionLeft r -> notAfter.minus(part(lifetime, r.fraction()));
            case RenewalRule.Window r -> r.to();
        };
    }

    private static Duration part(Duration lifetime, double fraction) {
        return Duration.ofSeconds(Math.round(lifetime.toSeconds() * fraction));
    }

    /// The same where nobody could know of it before a moment.
    public RenewalDue knownSince(Instant earliest) {
        return due.isBefore(earliest)
                ? new RenewalDue(rule, opens, earliest, every, notBefore, notAfter)
                : this;
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    /// Two missed runs after it was due, whatever part of the lifetime is left.
    public Instant overdueAt() {
        return due.plus(every.multipliedBy(MISSED_RUNS));
    }

    /// Whether it is overdue and still valid; what has expired is no longer a matter of renewing in
    /// time.
    public boolean isOverdue(Instant now) {
        return !now.isBefore(overdueAt()) && !now.isAfter(notAfter);
    }

    /// How many more runs there are before the certificate expires; 0 from then on.
    public long retriesLeft(Instant now) {
        return Math.max(0, Duration.between(now, notAfter).dividedBy(every));
    }

    /// How many runs should have renewed it by now.
    public long runsMissed(Instant now) {
        return isDue(now) ? Duration.between(due, now).dividedBy(every) : 0;
    }

    /// How much of the lifetime is left when it is due; negative when it is due only after the end.
    public Duration leftWhenDue() {
        return Duration.between(due, notAfter);
    }

    public Duration lifetime() {
        return Duration.between(notBefore, notAfter);
    }

    /// When the first run that has to renew it begins.
    ///
    /// @param nextRun when the next run begins; empty where no schedule says so
    /// @return not before `due`; empty where it is due and nothing says when the next run is
    public Optional<Instant> expected(Instant now, Optional<Instant> nextRun) {
        Optional<Instant> next = nextRun.filter(n -> !n.isBefore(now));
        if (next.isEmpty()) {
            return isDue(now) ? Optional.empty() : Optional.of(due);
        }
        Duration wait = Duration.between(next.get(), due);
        if (!wait.isPositive()) {
            return next;
        }
        long runs = wait.minusNanos(1).dividedBy(every) + 1;
        return Optional.of(next.get().plus(every.multipliedBy(runs)));
    }
}
