package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Reported;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// From when to when a certificate is valid, as it was seen or as a source tells it.
///
/// @param certificate what tells it from another one of its endpoint
/// @param notBefore where a source does not tell it, by an assumed lifetime
record Term(String certificate, Instant notBefore, Instant notAfter, boolean endless) {
    /// The newest that is known of an address.
    static Optional<Term> of(EndpointState state, Optional<Parsed> leaf) {
        return state.lastReported()
                .map(Reported::certificate)
                .map(Term::of)
                .or(() -> leaf.map(Term::of));
    }

    private static Term of(Parsed leaf) {
        return new Term(leaf.sha256(), leaf.notBefore(), leaf.notAfter(), leaf.neverExpires());
    }

    private static Term of(ReportedCertificate told) {
        Instant begin = told.notBefore().orElseGet(() -> told.notAfter().minus(told.lifetime()));
        return new Term("reported " + told.notAfter(), begin, told.notAfter(), told.neverExpires());
    }

    /// The part of the lifetime that is left: negative once it has expired, 1 where it has no end.
    double remaining(Instant now) {
        double whole = Math.max(1, Duration.between(notBefore, notAfter).toSeconds());
        return endless ? 1 : Duration.between(now, notAfter).toSeconds() / whole;
    }
}
