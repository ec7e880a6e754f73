package dev.watchkeeper.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/// A time in which no certificate of a chain or of a trust store begins or ceases to be valid, so
/// that a verdict stays what it is.
///
/// @param from inclusive
/// @param until exclusive
record Window(Instant from, Instant until) {
    static Window around(
            Instant now, NavigableSet<Instant> anchors, Collection<X509Certificate> chain) {
        NavigableSet<Instant> own = new TreeSet<>();
        chain.forEach(c -> addBoundaries(c, own));
        return new Window(
                latest(anchors.floor(now), own.floor(now)),
                earliest(anchors.higher(now), own.higher(now)));
    }

    /// A certificate is valid from the first to the end of the second one.
    static void addBoundaries(X509Certificate certificate, Collection<Instant> to) {
        to.add(certificate.getNotBefore().toInstant());
        to.add(certificate.getNotAfter().toInstant().plusSeconds(1));
    }

    private static Instant latest(
            @org.jspecify.annotations.Nullable Instant a,
            @org.jspecify.annotations.Nullable Instant b) {
        return a == null ? (b == null ? Instant.MIN : b) : (b == null || a.isAfter(b) ? a : b);
    }

    private static Instant earliest(
            @org.jspecify.annotations.Nullable Instant a,
            @org.jspecify.annotations.Nullable Instant b) {
        return a == null ? (b == null ? Instant.MAX : b) : (b == null || a.isBefore(b) ? a : b);
    }

    boolean holds(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
