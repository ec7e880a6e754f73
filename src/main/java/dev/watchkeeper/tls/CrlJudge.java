package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.PathFinder.Found;
import dev.watchkeeper.tls.PathFinder.Path;
import dev.watchkeeper.tls.Revocation.Good;
import dev.watchkeeper.tls.Revocation.NotChecked;
import dev.watchkeeper.tls.Revocation.Revoked;
import dev.watchkeeper.tls.Revocation.Unknown;

import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Judges revocation by lists that are at hand (RFC 5280 6.3): complete and delta, by distribution
/// point and reason, direct and indirect. A list is believed when its signer leads to the same
/// anchor as the certificate.
final class CrlJudge {
    private static final String RULE = "RFC 5280 6.3.3";
    private static final int DEEPEST = 3;

    private final List<Legible> served;
    private final AnchorIndex anchors;
    private final SignatureCheck signatures;
    private final GivenCrls given;
    private final Instant now;
    private final Set<Legible> inQuestion = new HashSet<>();

    /// @param served where signers of lists may be found
    /// @param given nothing is checked when there are none
    CrlJudge(
            List<Legible> served,
            AnchorIndex anchors,
            SignatureCheck signatures,
            GivenCrls given,
            Instant now) {
        this.served = List.copyOf(served);
        this.anchors = anchors;
        this.signatures = signatures;
        this.given = given;
        this.now = now;
    }

    /// The faults of all certificates of a path but its anchor, which nobody can revoke.
    List<CertificateFault> faults(Path path) {
        List<CertificateFault> faults = new ArrayList<>();
        List<Legible> below = path.below();
        for (int i = 0; i < below.size(); i++) {
            Legible issuer = i + 1 < below.size() ? below.get(i + 1) : path.anchor();
            Revocation status = revocation(below.get(i), issuer, path.anchor());
            fault(below.get(i), status).ifPresent(faults::add);
            if (status instanceof Unknown && !issuer.extensions().allows(KeyUsage.cRLSign)) {
                faults.add(
                        CertificateChecks.fault(
                                issuer,
                                Kind.KEY_USAGE,
                                "RFC 5280 4.2.1.3",
                                "the key usage of the %s does not allow it to sign revocation lists"
                                        .formatted(issuer.role())));
            }
        }
        return faults;
    }

    private static Optional<CertificateFault> fault(Legible c, Revocation status) {
        return switch (status) {
            case NotChecked _, Good _ -> Optional.empty();
            case Revoked r ->
                    Optional.of(
                            new CertificateFault(
                                    Kind.REVOKED,
                                    c.index(),
                                    RULE,
                                    "the %s was revoked on %s: %s"
                                            .formatted(
                                                    c.role(),
                                                    ValidityFaults.DATE.format(r.at()),
                                                    r.reason())));
            case Unknown u ->
                    Optional.of(
                            new CertificateFault(
                                    Kind.REVOCATION_UNKNOWN,
                                    c.index(),
                                    RULE,
                                    "whether the %s is revoked is not known: %s"
                                            .formatted(c.role(), u.why())));
        };
    }

    /// What the lists say of one certificate.
    ///
    /// @param issuer whose key made its signature
    /// @param anchor where its path ends
    Revocation revocation(Legible c, Legible issuer, Legible anchor) {
        if (given.isNone()) {
            return new NotChecked();
        }
        if (inQuestion.size() >= DEEPEST || !inQuestion.add(c)) {
            return new Unknown("its lists are signed in a circle");
        }
        try {
            return search(c, issuer, anchor);
        } catch (RuntimeException e) {
            return new Unknown("its lists cannot be read: " + CertificateReader.reason(e));
        } finally {
            inQuestion.remove(c);
        }
    }

    private Revocation search(Legible c, Legible issuer, Legible anchor) {
        int reasons = 0;
        Instant until = Instant.MAX;
        String why =
                given.unread()
                        .map(u -> "a list cannot be taken: " + u)
                        .orElse("there is no list of its issuer");
        for (DistributionPoint point : CrlScope.points(c)) {
            for (GivenCrl crl : given.lists()) {
                if (crl.isDelta() || !CrlScope.covers(crl, point, c)) {
                    continue;
                }
                switch (of(c, crl, issuer, anchor)) {
                    case Revoked r -> {
                        return r;
                    }
                    case Good g -> {
                        reasons |= CrlScope.reasons(crl, point);
                        until = g.until().isBefore(until) ? g.until() : until;
                    }
                    case Unknown u -> why = u.why();
                    case NotChecked _ -> {}
                }
            }
        }
        if (reasons == CrlScope.ALL_REASONS) {
            return new Good(until);
        }
        return new Unknown(reasons == 0 ? why : "its lists speak of some reasons only");
    }

    private Revocation of(Legible c, GivenCrl crl, Legible issuer, Legible anchor) {
        Optional<Legible> signer = signer(crl, issuer, anchor);
        if (signer.isEmpty()) {
            return new Unknown(
                    isSignedByName(crl, issuer)
                            ? "the key usage of who signed its list does not allow that"
                            : "its list was not signed by anybody who may");
        }
        Optional<GivenCrl> delta = delta(crl, signer.get());
        if (!crl.isCurrent(now) && (delta.isEmpty() || now.isBefore(crl.thisUpdate()))) {
            return new Unknown("its list is not valid now: " + dates(crl));
        }
        Optional<GivenCrl.Entry> entry = delta.flatMap(d -> entry(d, c)).or(() -> entry(crl, c));
        if (entry.isPresent() && !entry.get().isRemoval()) {
            return entry.get().revoked();
        }
        return new Good(delta.orElse(crl).nextUpdate().orElse(Instant.MAX));
    }

    private static Optional<GivenCrl.Entry> entry(GivenCrl crl, Legible c) {
        return crl.entry(c.x509().getIssuerX500Principal(), c.x509().getSerialNumber());
    }

    private static String dates(GivenCrl crl) {
        return "it is of %s and ends %s"
                .formatted(
                        ValidityFaults.DATE.format(crl.thisUpdate()),
                        crl.nextUpdate().map(ValidityFaults.DATE::format).orElse("at no time"));
    }

    private Optional<GivenCrl> delta(GivenCrl complete, Legible signer) {
        return given.lists().stream()
                .filter(d -> d.completes(complete) && d.isCurrent(now))
                .filter(d -> signatures.isSignedBy(d.holder(), signer))
                .max(Comparator.comparing(GivenCrl::number));
    }

    /// Who signed a list and may: the issuer of the certificate, else another certificate with the
    /// list's issuer's name that holds.
    private Optional<Legible> signer(GivenCrl crl, Legible issuer, Legible anchor) {
        return Stream.concat(
                        Stream.of(issuer),
                        Stream.concat(served.stream(), anchors.named(crl.issuer()).stream()))
                .filter(c -> c.x509().getSubjectX500Principal().equals(crl.issuer()))
                .filter(c -> c.extensions().allows(KeyUsage.cRLSign))
                .filter(c -> signatures.isSignedBy(crl.holder(), c))
                .filter(c -> c.isTwinOf(issuer) || holds(c, anchor))
                .findFirst();
    }

    private boolean isSignedByName(GivenCrl crl, Legible issuer) {
        return issuer.x509().getSubjectX500Principal().equals(crl.issuer())
                && !issuer.extensions().allows(KeyUsage.cRLSign);
    }

    /// Whether a signer leads to the same anchor (RFC 5280 6.3.3 (f)) and is not revoked itself.
    private boolean holds(Legible signer, Legible anchor) {
        if (signer.der().equals(anchor.der())) {
            return true;
        }
        var checks = new CertificateChecks(Purpose.PATH_ONLY);
        IssuerGraph graph = IssuerGraph.from(signer, served, anchors, signatures);
        Optional<Found> found = new PathFinder(graph, checks, now, this::faults).from(signer);
        return checks.ofLeaf(signer).isEmpty()
                && found.filter(f -> f.faults().isEmpty())
                        .filter(f -> f.path().anchor().der().equals(anchor.der()))
                        .filter(f ->
                                f.path().certificates().stream().allMatch(c -> c.isValidAt(now)))
                        .isPresent();
    }
}
