package dev.watchkeeper.finding;

import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where a certificate stands in its validity at a moment. Calendars and zones play no part: it is
/// arithmetic on instants.
final class Validity {
    private Validity() {}

    static boolean expired(Parsed certificate, Instant now) {
        return !certificate.neverExpires() && now.isAfter(certificate.notAfter());
    }

    static boolean notYetValid(Parsed certificate, Instant now) {
        return now.isBefore(certificate.notBefore());
    }

    /// How bad it is that so little is left of a lifetime; empty when enough is left, it has
    /// expired already, or it never expires.
    ///
    /// @param lifetime whose fraction counts: the certificate's own, or the leaf's for an
    ///   intermediate
    static Optional<Severity> running(
            Parsed certificate, Duration lifetime, CertificateThresholds limits, Instant now) {
        if (certificate.neverExpires() || expired(certificate, now)) {
            return Optional.empty();
        }
        return running(certificate.notAfter(), lifetime, limits, now);
    }

    /// The same of an end that has not come yet.
    static Optional<Severity> running(
            Instant notAfter, Duration lifetime, CertificateThresholds limits, Instant now) {
        double whole = Math.max(1, lifetime.toSeconds());
        return severity(Duration.between(now, notAfter).toSeconds() / whole, lifetime, limits);
    }

    private static Optional<Severity> severity(
            double left, Duration lifetime, CertificateThresholds limits) {
        boolean isShort = lifetime.compareTo(limits.shortLived()) <= 0;
        if (left < limits.critical()) {
            return Optional.of(Severity.CRITICAL);
        }
        if (left < limits.high()) {
            return Optional.of(Severity.HIGH);
        }
        return left < (isShort ? limits.shortLivedWarning() : limits.warning())
                ? Optional.of(Severity.MEDIUM)
                : Optional.empty();
    }
}
