package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.tls.Judgement;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Spans;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is known of one address, as a row shows it.
///
/// @param verdict the worst finding about it, in a word
record CertificateRow(EndpointState state, Verdict verdict) {
    private static final double UNREACHED = 1e-9;

    TlsTarget target() {
        return state.latest().target();
    }

    String id() {
        return target().id();
    }

    /// The newest leaf that was seen and could be read.
    Optional<ServedCertificate.Parsed> leaf() {
        return state.lastPresented()
                .map(TlsObservation.Presented::leaf)
                .filter(ServedCertificate.Parsed.class::isInstance)
                .map(ServedCertificate.Parsed.class::cast);
    }

    /// Remaining fraction of the lifetime: what is expired first, then what shows no certificate.
    double remaining(Instant now) {
        return leaf().filter(l -> !l.neverExpires())
                .map(l -> l.remainingFraction(now))
                .orElse(leaf().isPresent() ? Double.MAX_VALUE : UNREACHED);
    }

    /// `3 d`, `17 h`, `expired 5 h ago`: under two days in hours, never "0 days".
    String left(Ages ages) {
        return leaf().map(l ->
                        l.neverExpires()
                                ? "no expiry"
                                : left(Duration.between(ages.now(), l.notAfter())))
                .orElse("not seen");
    }

    Optional<Instant> notAfter() {
        return leaf().filter(l -> !l.neverExpires()).map(ServedCertificate.Parsed::notAfter);
    }

    private static String left(Duration left) {
        return left.isPositive() ? Spans.words(left) : "expired " + Spans.words(left);
    }

    String subject() {
        return leaf().map(ServedCertificate.Parsed::subject).orElse("");
    }

    String issuer() {
        return leaf().map(l -> CommonName.of(l.issuer())).orElse("");
    }

    String trust() {
        return judgement().map(j -> words(j.trust(), "trusted", "not trusted")).orElse("");
    }

    String name() {
        return judgement().map(j -> words(j.hostName(), "matches", "wrong name")).orElse("");
    }

    private Optional<Judgement> judgement() {
        return state.lastPresented().map(TlsObservation.Presented::judgement);
    }

    static String words(Judgement.Verdict verdict, String good, String bad) {
        return switch (verdict) {
            case GOOD -> good;
            case BAD -> bad;
            case UNKNOWN -> "not known";
        };
    }

    String protocol() {
        return state.lastPresented().map(TlsObservation.Presented::protocol).orElse("");
    }

    String owner() {
        return target().endpoint().owner().orElse("");
    }

    Instant observedAt() {
        return state.latest().observedAt();
    }

    boolean contains(String lowerCase) {
        String text =
                id() + ' ' + subject() + ' ' + issuer() + ' ' + owner() + ' ' + verdict.word();
        return text.toLowerCase(java.util.Locale.ROOT).contains(lowerCase);
    }
}
