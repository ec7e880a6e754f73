package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/// How long a publicly trusted server certificate may last (CA/Browser Forum Baseline Requirements
/// 6.3.2). Private authorities are free.
final class LifetimeLimit {
    private static final List<Limit> LIMITS =
            List.of(
                    new Limit(LocalDate.of(2020, 9, 1), 398),
                    new Limit(LocalDate.of(2026, 3, 15), 200),
                    new Limit(LocalDate.of(2027, 3, 15), 100),
                    new Limit(LocalDate.of(2029, 3, 15), 47));

    private final Supplier<? extends Collection<X509Certificate>> publicAnchors;

    /// @param publicAnchors asked only when a certificate lasts too long to be public
    LifetimeLimit(Supplier<? extends Collection<X509Certificate>> publicAnchors) {
        this.publicAnchors = publicAnchors;
    }

    /// @param anchors where its paths end
    Optional<CertificateFault> fault(X509Certificate leaf, List<X509Certificate> anchors) {
        Instant from = leaf.getNotBefore().toInstant();
        // Both ends count.
        Duration lasts = Duration.between(from, leaf.getNotAfter().toInstant()).plusSeconds(1);
        return at(from).filter(l -> lasts.compareTo(Duration.ofDays(l.days)) > 0)
                .filter(l -> isPublic(anchors))
                .map(l -> fault(lasts, l));
    }

    /// The most days for what is issued at a time; empty before there was a limit.
    static OptionalInt mostDays(Instant issued) {
        return at(issued).stream().mapToInt(Limit::days).findFirst();
    }

    private static Optional<Limit> at(Instant issued) {
        return LIMITS.stream()
                .filter(l -> !issued.isBefore(l.from.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .max(Comparator.comparing(Limit::from));
    }

    private boolean isPublic(List<X509Certificate> anchors) {
        Set<X509Certificate> known = new HashSet<>(publicAnchors.get());
        return anchors.stream().anyMatch(known::contains);
    }

    private static CertificateFault fault(Duration lasts, Limit limit) {
        return new CertificateFault(
                Kind.LIFETIME_TOO_LONG,
                0,
                "CA/Browser Forum BR 6.3.2",
                "the leaf certificate lasts %d days; one issued since %s may last %d"
                        .formatted(lasts.toDays(), limit.from, limit.days));
    }

    /// @param days the most for what is issued from that day on
    private record Limit(LocalDate from, int days) {}
}
