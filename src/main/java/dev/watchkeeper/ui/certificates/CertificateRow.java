package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.RenewalPolicy;
import dev.watchkeeper.finding.RenewalWay;
import dev.watchkeeper.tls.Judgement;
import dev.watchkeeper.tls.ReportedCertificate.Identity;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Spans;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is known of one address, as a row shows it.
///
/// @param seen what was seen there
/// @param verdict the worst finding about it, in a word
/// @param life how bad it is that its certificate ends when it does, as the rules see it
/// @param renewal when its certificate is renewed; empty where none was seen, or it never expires
/// @param way who renews it
/// @param host that serves there: the fleet's name of it, else what the address is called
/// @param differing the addresses of its endpoint that serve another certificate than the newest
record CertificateRow(
        Seen seen,
        Verdict verdict,
        Mark life,
        Optional<RenewalPolicy> renewal,
        RenewalWay way,
        String host,
        List<String> differing)
        implements Line {
    private static final int EXPIRED = 0;
    private static final int NOT_YET_VALID = 1;
    private static final int NOT_SEEN = 2;
    private static final int RUNNING = 3;
    private static final int ENDLESS = 4;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    CertificateRow {
        differing = List.copyOf(differing);
    }

    /// What breaks first comes first: expired, not yet valid, never seen; then by the fraction of
    /// the lifetime that is left, then by the moment when it ends; last what never expires.
    static Comparator<CertificateRow> soonestFirst(Instant now) {
        return (a, b) -> compare(a, b, now);
    }

    private static int compare(CertificateRow a, CertificateRow b, Instant now) {
        int byRank = Integer.compare(a.rank(now), b.rank(now));
        if (byRank != 0) {
            return byRank;
        }
        int byPart = Double.compare(a.remaining(now), b.remaining(now));
        if (byPart != 0) {
            return byPart;
        }
        int byEnd = a.end().compareTo(b.end());
        return byEnd == 0 ? a.id().compareTo(b.id()) : byEnd;
    }

    private Instant end() {
        return term().map(Term::notAfter).orElse(Instant.MAX);
    }

    private int rank(Instant now) {
        Optional<Term> term = term();
        if (term.isEmpty()) {
            return NOT_SEEN;
        }
        if (now.isBefore(term.get().notBefore())) {
            return NOT_YET_VALID;
        }
        if (term.get().endless()) {
            return ENDLESS;
        }
        return now.isAfter(term.get().notAfter()) ? EXPIRED : RUNNING;
    }

    EndpointState state() {
        return seen.state();
    }

    TlsTarget target() {
        return state().latest().target();
    }

    @Override
    public String id() {
        return seen.id();
    }

    /// Its endpoint's id.
    String endpoint() {
        return seen.endpoint();
    }

    /// The newest leaf that was seen and could be read.
    Optional<ServedCertificate.Parsed> leaf() {
        return seen.leaf();
    }

    /// From when to when the newest certificate is valid that was seen or told of.
    Optional<Term> term() {
        return seen.term();
    }

    /// The newest that a source told.
    Optional<TlsObservation.Reported> reported() {
        return state().lastReported();
    }

    /// The part of the lifetime that is left: negative once it has expired, 1 where it has no end,
    /// 0 where no certificate was seen.
    double remaining(Instant now) {
        return term().map(t -> t.remaining(now)).orElse(0.0);
    }

    /// `3 d`, `17 h`, `expired 5 h ago`: under two days in hours, never "0 days".
    String left(Ages ages) {
        return term().map(t ->
                        t.endless()
                                ? "no expiry"
                                : left(Duration.between(ages.now(), t.notAfter())))
                .orElse(state().lastPresented().isPresent() ? "not readable" : "not seen");
    }

    Optional<Instant> notAfter() {
        return term().filter(t -> !t.endless()).map(Term::notAfter);
    }

    /// `2026-12-07 14:30`, in UTC whatever zone is shown elsewhere.
    String validUntil() {
        return term().map(t -> t.endless() ? "no expiry" : MINUTE.format(t.notAfter())).orElse("");
    }

    private static String left(Duration left) {
        return left.isPositive() ? Spans.words(left) : "expired " + Spans.words(left);
    }

    String subject() {
        return leaf().map(ServedCertificate.Parsed::subject)
                .or(() -> identity().map(Identity::subject))
                .orElse("");
    }

    String issuer() {
        return leaf().map(ServedCertificate.Parsed::issuer)
                .or(() -> identity().map(Identity::issuer))
                .map(CommonName::of)
                .orElse("");
    }

    private Optional<Identity> identity() {
        return reported().flatMap(r -> r.certificate().identity());
    }

    String trust() {
        return judgement().map(j -> words(j.trust(), "trusted", "not trusted")).orElse(unknown());
    }

    String name() {
        return judgement().map(j -> words(j.hostName(), "matches", "wrong name")).orElse(unknown());
    }

    /// What a source cannot tell; nothing where nothing was told at all.
    private String unknown() {
        return reported().isPresent() ? "not known" : "";
    }

    private Optional<Judgement> judgement() {
        return state().lastPresented().map(TlsObservation.Presented::judgement);
    }

    static String words(Judgement.Verdict verdict, String good, String bad) {
        return switch (verdict) {
            case GOOD -> good;
            case BAD -> bad;
            case UNKNOWN -> "not known";
        };
    }

    String protocol() {
        return state().lastPresented()
                .map(TlsObservation.Presented::protocol)
                .or(() -> reported().flatMap(r -> r.certificate().protocol()))
                .orElse("");
    }

    String owner() {
        return target().endpoint().owner().orElse("");
    }

    Instant observedAt() {
        return state().latest().observedAt();
    }

    boolean isEndless() {
        return term().filter(Term::endless).isPresent();
    }

    boolean contains(String lowerCase) {
        if (lowerCase.isEmpty()) {
            return true;
        }
        String text =
                id()
                        + ' '
                        + subject()
                        + ' '
                        + issuer()
                        + ' '
                        + owner()
                        + ' '
                        + host
                        + ' '
                        + RenewalWords.way(way)
                        + ' '
                        + verdict.word();
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
