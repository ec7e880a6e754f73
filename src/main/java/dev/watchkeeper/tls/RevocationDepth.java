package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.DepthRow.Topic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Whether a leaf or one of its intermediates is revoked, as the server, the responders and the
/// lists say. Who does not answer makes it unknown, never good.
final class RevocationDepth {
    private static final int MOST_INTERMEDIATES = 5;
    private static final String RENEW = "Renew it now with a new key, and find out why.";
    private static final String REPLACE =
            "Renew now from an issuer that stands, and have the server send its chain.";
    private static final String ASK = "Ask again later; until then nothing is known from here.";

    private final SourceFetch fetch;
    private final CrlCache cache;
    private final AnchorIndex anchors;
    private final Instant now;
    private final Duration limit;

    /// @param limit of wall-clock time for all sources together, which are asked at once
    RevocationDepth(
            SourceFetch fetch, CrlCache cache, TrustStore store, Instant now, Duration limit) {
        this.fetch = fetch;
        this.cache = cache;
        this.anchors = new AnchorIndex(store);
        this.now = now;
        this.limit = limit;
    }

    /// @param chain as served, leaf first
    /// @param staple empty when there was none
    List<DepthRow> rows(List<Der> chain, byte[] staple) {
        List<Legible> legible = legible(chain);
        if (legible.isEmpty() || legible.getFirst().index() != 0) {
            return List.of();
        }
        var questions = new ArrayList<Callable<List<DepthRow>>>();
        for (Legible certificate : legible) {
            if (isAsked(certificate, questions.size())) {
                questions.add(() -> rows(certificate, legible, staple));
            }
        }
        return atOnce(questions);
    }

    /// Each once, however often it was sent.
    private static List<Legible> legible(List<Der> chain) {
        var seen = new HashSet<Der>();
        var legible = new ArrayList<Legible>();
        for (int i = 0; i < chain.size(); i++) {
            if (seen.add(chain.get(i))
                    && ChainCertificate.of(i, chain.get(i)) instanceof Legible l) {
                legible.add(l);
            }
        }
        return legible;
    }

    /// A root cannot be revoked by itself, nor can an anchor by anybody.
    private boolean isAsked(Legible certificate, int before) {
        return certificate.index() == 0
                || (before <= MOST_INTERMEDIATES
                        && !certificate.isSelfIssued()
                        && !anchors.contains(certificate));
    }

    private static List<DepthRow> atOnce(List<Callable<List<DepthRow>>> questions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rows = new ArrayList<DepthRow>();
            for (Future<List<DepthRow>> answer : threads.invokeAll(questions)) {
                rows.addAll(answer.get());
            }
            return rows;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of(
                    DepthRow.unknown(Topic.REVOCATION, "revocation", "cancelled", "Ask again."));
        } catch (ExecutionException e) {
            return List.of(
                    DepthRow.unknown(
                            Topic.REVOCATION,
                            "revocation",
                            e.getCause() instanceof Exception x
                                    ? CertificateReader.reason(x)
                                    : "it could not be asked",
                            ASK));
        }
    }

    private List<DepthRow> rows(Legible certificate, List<Legible> chain, byte[] staple) {
        String of = certificate.index() == 0 ? "" : " of certificate " + certificate.index();
        if (SignatureCheck.shared().isSignedBy(certificate.x509(), certificate.x509())) {
            return List.of(
                    DepthRow.note(
                            Topic.REVOCATION,
                            "revocation" + of,
                            "it is signed by itself, so that nobody can take it back",
                            "Nothing to do where clients trust just this one."));
        }
        Optional<Legible> issuer = issuer(certificate, chain);
        if (issuer.isEmpty()) {
            return List.of(
                    DepthRow.unknown(
                            Topic.REVOCATION,
                            "revocation" + of,
                            "the issuer's certificate is not at hand",
                            "Have the server send its whole chain."));
        }
        return rows(certificate, issuer.get(), of, staple);
    }

    private List<DepthRow> rows(Legible certificate, Legible issuer, String of, byte[] staple) {
        boolean leaf = certificate.index() == 0;
        var sources = new RevocationSources(fetch, cache, anchors, now, limit);
        var rows = new ArrayList<DepthRow>();
        if (leaf) {
            rows.add(stapled(certificate, issuer, staple));
        }
        rows.addAll(
                atOnce(
                        List.of(
                                () ->
                                        List.of(
                                                source(
                                                        "OCSP" + of,
                                                        sources.ocsp(certificate, issuer),
                                                        leaf)),
                                () ->
                                        List.of(
                                                source(
                                                        "CRL" + of,
                                                        sources.crl(certificate, issuer),
                                                        leaf)))));
        return rows;
    }

    private Optional<Legible> issuer(Legible subject, List<Legible> chain) {
        Stream<Legible> sent = chain.stream().filter(c -> c.index() != subject.index());
        return Stream.concat(sent, anchors.named(subject.x509().getIssuerX500Principal()).stream())
                .filter(c -> subject.isIssuedBy(c.x509()))
                .filter(c -> SignatureCheck.shared().isSignedBy(subject.x509(), c.x509()))
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
                : row(what, OcspReply.judge(staple, leaf, issuer, now), true);
    }

    private static DepthRow source(String what, Revocation answer, boolean leaf) {
        return answer instanceof Revocation.NotChecked
                ? DepthRow.note(
                        Topic.REVOCATION,
                        what,
                        "the certificate names none",
                        "Nothing to do: one of OCSP and CRL is enough, and a private authority or a"
                                + " short life needs neither.")
                : row(what, answer, leaf);
    }

    private static DepthRow row(String what, Revocation standing, boolean leaf) {
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
                            leaf ? RENEW : REPLACE);
            case Revocation.Unknown(String why) ->
                    DepthRow.unknown(Topic.REVOCATION, what, why, ASK);
            case Revocation.NotChecked _ ->
                    DepthRow.unknown(Topic.REVOCATION, what, "nobody was asked", ASK);
        };
    }
}
