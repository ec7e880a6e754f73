package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.DepthRow.Topic;
import dev.watchkeeper.tls.SourceFetch.Fetched;

import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.ocsp.OCSPException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Whether a leaf is revoked, as its server, its responder and its list say. Who does not answer
/// makes it unknown, never good.
final class RevocationDepth {
    private static final int MOST_SOURCES = 3;
    private static final String REVOKED = "Renew it now with a new key, and find out why.";
    private static final String ASK = "Ask again later; until then nothing is known from here.";

    private final SourceFetch fetch;
    private final AnchorIndex anchors;
    private final Instant now;
    private final Duration limit;

    /// @param limit of wall-clock time for each kind of source
    RevocationDepth(SourceFetch fetch, TrustStore store, Instant now, Duration limit) {
        this.fetch = fetch;
        this.anchors = new AnchorIndex(store);
        this.now = now;
        this.limit = limit;
    }

    /// @param chain as served, leaf first
    /// @param staple empty when there was none
    List<DepthRow> rows(List<Der> chain, byte[] staple) {
        if (!(ChainCertificate.of(0, chain.getFirst()) instanceof Legible leaf)) {
            return List.of();
        }
        Optional<Legible> issuer = issuer(leaf, chain);
        return issuer.map(i -> rows(leaf, i, staple))
                .orElseGet(() ->
                        List.of(
                                DepthRow.unknown(
                                        Topic.REVOCATION,
                                        "revocation",
                                        "the issuer's certificate is not at hand",
                                        "Have the server send its whole chain.")));
    }

    private List<DepthRow> rows(Legible leaf, Legible issuer, byte[] staple) {
        return List.of(
                stapled(leaf, issuer, staple),
                source("OCSP", responders(leaf), (url, d) -> ocsp(url, leaf, issuer, d)),
                source("CRL", lists(leaf), (url, d) -> crl(url, leaf, issuer, d)));
    }

    private Optional<Legible> issuer(Legible leaf, List<Der> chain) {
        Stream<Legible> sent =
                chain.stream()
                        .skip(1)
                        .map(d -> ChainCertificate.of(1, d))
                        .filter(Legible.class::isInstance)
                        .map(Legible.class::cast);
        return Stream.concat(sent, anchors.named(leaf.x509().getIssuerX500Principal()).stream())
                .filter(c -> leaf.isIssuedBy(c.x509()))
                .filter(c -> SignatureCheck.shared().isSignedBy(leaf.x509(), c.x509()))
                .findFirst();
    }

    private DepthRow stapled(Legible leaf, Legible issuer, byte[] staple) {
        String what = "stapled OCSP response";
        return staple.length == 0
                ? DepthRow.note(
                        Topic.REVOCATION,
                        what,
                        "none",
                        "Nothing to do where the issuer has no OCSP, as Let's Encrypt since 2025;"
                                + " elsewhere switch stapling on.")
                : row(what, OcspReply.judge(staple, leaf, issuer, now));
    }

    private DepthRow source(
            String what, List<String> urls, BiFunction<String, Deadline, Revocation> ask) {
        if (urls.isEmpty()) {
            return DepthRow.note(
                    Topic.REVOCATION,
                    what,
                    "the certificate names none",
                    "Nothing to do: one of OCSP and CRL is enough, and a private authority or a"
                            + " short life needs neither.");
        }
        Revocation answer = new Revocation.NotChecked();
        Deadline deadline = Deadline.in(limit);
        for (String url : urls) {
            answer = ask.apply(url, deadline);
            if (!(answer instanceof Revocation.Unknown)) {
                break;
            }
        }
        return row(what, answer);
    }

    private static DepthRow row(String what, Revocation standing) {
        return switch (standing) {
            case Revocation.Good(Instant until) ->
                    DepthRow.good(
                            Topic.REVOCATION,
                            what,
                            until.equals(Instant.MAX)
                                    ? "good"
                                    : "good, until " + ValidityFaults.DATE.format(until));
            case Revocation.Revoked(Instant at, String reason) ->
                    DepthRow.bad(
                            Topic.REVOCATION,
                            what,
                            "revoked on " + ValidityFaults.DATE.format(at) + ": " + reason,
                            REVOKED);
            case Revocation.Unknown(String why) ->
                    DepthRow.unknown(Topic.REVOCATION, what, why, ASK);
            case Revocation.NotChecked _ ->
                    DepthRow.unknown(Topic.REVOCATION, what, "nobody was asked", ASK);
        };
    }

    private Revocation ocsp(String url, Legible leaf, Legible issuer, Deadline deadline) {
        try {
            byte[] request = OcspReply.request(leaf, issuer);
            return switch (fetch.post(url, "application/ocsp-request", request, deadline)) {
                case Fetched.Body(Der body) -> OcspReply.judge(body.bytes(), leaf, issuer, now);
                case Fetched.Unanswered(String why) -> new Revocation.Unknown(why);
            };
        } catch (OCSPException | IOException | RuntimeException e) {
            return new Revocation.Unknown(CertificateReader.reason(e));
        }
    }

    private Revocation crl(String url, Legible leaf, Legible issuer, Deadline deadline) {
        return switch (fetch.get(url, deadline)) {
            case Fetched.Body(Der body) ->
                    new CrlJudge(
                                    List.of(leaf, issuer),
                                    anchors,
                                    SignatureCheck.shared(),
                                    GivenCrls.of(List.of(body.bytes())),
                                    now)
                            .revocation(leaf, issuer, issuer);
            case Fetched.Unanswered(String why) -> new Revocation.Unknown(why);
        };
    }

    private static List<String> responders(Legible leaf) {
        var access = AuthorityInformationAccess.fromExtensions(leaf.holder().getExtensions());
        return access == null
                ? List.of()
                : Stream.of(access.getAccessDescriptions())
                        .filter(d -> d.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                        .map(AccessDescription::getAccessLocation)
                        .flatMap(RevocationDepth::url)
                        .limit(MOST_SOURCES)
                        .toList();
    }

    private static List<String> lists(Legible leaf) {
        return leaf.extensions().distribution().stream()
                .flatMap(d -> Stream.of(d.getDistributionPoints()))
                .map(DistributionPoint::getDistributionPoint)
                .filter(p -> p != null && p.getName() instanceof GeneralNames)
                .flatMap(p -> Stream.of(GeneralNames.getInstance(p.getName()).getNames()))
                .flatMap(RevocationDepth::url)
                .limit(MOST_SOURCES)
                .toList();
    }

    private static Stream<String> url(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier
                ? Stream.of(ASN1IA5String.getInstance(name.getName()).getString())
                : Stream.empty();
    }
}
