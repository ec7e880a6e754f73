package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.SourceFetch.Fetched;

import org.bouncycastle.cert.ocsp.OCSPException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/// Asks the responders and lists that a certificate names, each kind under a limit of its own. A
/// certificate is hostile: of many addresses only the first few are asked.
final class RevocationSources {
    private static final int MOST_SOURCES = 3;

    private final SourceFetch fetch;
    private final CrlCache cache;
    private final AnchorIndex anchors;
    private final Instant now;
    private final Duration limit;

    /// @param limit of wall-clock time for each kind of source of one certificate
    RevocationSources(
            SourceFetch fetch, CrlCache cache, AnchorIndex anchors, Instant now, Duration limit) {
        this.fetch = fetch;
        this.cache = cache;
        this.anchors = anchors;
        this.now = now;
        this.limit = limit;
    }

    /// What its responders say; the first that can be believed counts.
    Revocation ocsp(Legible certificate, Legible issuer) {
        return first(
                () -> new CertificateFields(certificate.holder()).responders(),
                (url, deadline) -> ocsp(url, certificate, issuer, deadline));
    }

    /// What its lists say; the first that can be believed counts.
    Revocation crl(Legible certificate, Legible issuer) {
        return first(
                () -> new CertificateFields(certificate.holder()).lists(),
                (url, deadline) -> crl(url, certificate, issuer, deadline));
    }

    private interface Named {
        List<String> urls();
    }

    /// [Revocation.NotChecked] where the certificate names nobody.
    private Revocation first(Named named, BiFunction<String, Deadline, Revocation> ask) {
        Revocation answer = new Revocation.NotChecked();
        try {
            Deadline deadline = Deadline.in(limit);
            for (String url : named.urls().stream().limit(MOST_SOURCES).toList()) {
                answer = ask.apply(url, deadline);
                if (!(answer instanceof Revocation.Unknown)) {
                    return answer;
                }
            }
            return answer;
        } catch (RuntimeException e) {
            return new Revocation.Unknown(
                    "its sources cannot be read: " + CertificateReader.reason(e));
        }
    }

    private Revocation ocsp(String url, Legible certificate, Legible issuer, Deadline deadline) {
        try {
            byte[] request = OcspReply.request(certificate, issuer);
            return switch (fetch.post(url, "application/ocsp-request", request, deadline)) {
                case Fetched.Body(Der body) ->
                        OcspReply.judge(body.bytes(), certificate, issuer, now);
                case Fetched.Unanswered(String why) -> new Revocation.Unknown(why);
            };
        } catch (OCSPException | IOException | RuntimeException e) {
            return new Revocation.Unknown(CertificateReader.reason(e));
        }
    }

    private Revocation crl(String url, Legible certificate, Legible issuer, Deadline deadline) {
        return cache.get(url, now)
                .map(list -> judge(GivenCrls.of(List.of(list.bytes())), certificate, issuer))
                .orElseGet(() -> fetched(url, certificate, issuer, deadline));
    }

    private Revocation fetched(String url, Legible certificate, Legible issuer, Deadline deadline) {
        return switch (fetch.get(url, deadline)) {
            case Fetched.Body(Der list) -> {
                GivenCrls read = GivenCrls.of(List.of(list.bytes()));
                Revocation answer = judge(read, certificate, issuer);
                if (!(answer instanceof Revocation.Unknown)) {
                    read.lists().stream()
                            .flatMap(c -> c.nextUpdate().stream())
                            .forEach(until -> cache.put(url, list, now, until));
                }
                yield answer;
            }
            case Fetched.Unanswered(String why) -> new Revocation.Unknown(why);
        };
    }

    private Revocation judge(GivenCrls list, Legible certificate, Legible issuer) {
        return new CrlJudge(
                        List.of(certificate, issuer), anchors, SignatureCheck.shared(), list, now)
                .revocation(certificate, issuer, issuer);
    }
}
