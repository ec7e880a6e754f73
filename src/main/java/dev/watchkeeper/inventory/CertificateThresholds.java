package dev.watchkeeper.inventory;

import java.time.Duration;
import java.util.Optional;

/// The remaining fraction of a certificate's lifetime, `(notAfter - now) / (notAfter - notBefore)`,
/// below which it is noticed.
///
/// Fractions, because a 90-day and a 160-hour certificate share no number of days. The defaults
/// leave 27, 13.5 and 4.5 days of 90, and 64 (40 %), 24 and 8 hours of 160.
///
/// @param warning 0..1
/// @param high 0..warning
/// @param critical 0..high
/// @param shortLivedWarning in place of `warning` for lifetimes up to `shortLived`
/// @param shortLived the longest lifetime that counts as short
/// @param renewBefore a renewal is due when less than this is left, for certificates whose client's
///   own rule is not known
/// @param deployWithin how long a renewed certificate may take to be served everywhere
public record CertificateThresholds(
        double warning,
        double high,
        double critical,
        double shortLivedWarning,
        Duration shortLived,
        Optional<Duration> renewBefore,
        Duration deployWithin) {
    private static final Duration DEPLOY_WITHIN = Duration.ofMinutes(5);

    public static final CertificateThresholds DEFAULT =
            new CertificateThresholds(0.30, 0.15, 0.05, 0.40, Duration.ofDays(10));

    /// Thresholds that say nothing of renewals.
    public CertificateThresholds(
            double warning,
            double high,
            double critical,
            double shortLivedWarning,
            Duration shortLived) {
        this(
                warning,
                high,
                critical,
                shortLivedWarning,
                shortLived,
                Optional.empty(),
                DEPLOY_WITHIN);
    }

    /// The fraction below which a certificate of this lifetime is first noticed.
    public double warningFor(Duration lifetime) {
        return lifetime.compareTo(shortLived) <= 0 ? shortLivedWarning : warning;
    }

    public CertificateThresholds {
        if (!(0 <= critical && critical <= high && high <= warning && warning <= 1)) {
            throw new IllegalArgumentException("needs 0 <= critical <= high <= warning <= 1");
        }
        if (!(high <= shortLivedWarning && shortLivedWarning <= 1)) {
            throw new IllegalArgumentException("needs high <= shortLivedWarning <= 1");
        }
    }
}
