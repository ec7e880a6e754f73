package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an OCSP responder says of one certificate (RFC 6960). Believed only when the issuer, or
/// somebody to whom the issuer has delegated it, has signed it, and as long as it is fresh.
final class OcspReply {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    /// How far the clocks may be apart.
    private static final Duration SKEW = Duration.ofMinutes(5);

    /// How old an answer without an end may be.
    private static final Duration OLDEST = Duration.ofDays(7);

    private OcspReply() {}

    /// A request in DER.
    ///
    /// @throws OCSPException if the certificates do not allow one
    static byte[] request(Legible leaf, Legible issuer) throws OCSPException, IOException {
        return new OCSPReqBuilder().addRequest(id(leaf, issuer)).build().getEncoded();
    }

    private static CertificateID id(Legible leaf, Legible issuer) throws OCSPException {
        try {
            return new CertificateID(
                    digests().get(CertificateID.HASH_SHA1),
                    issuer.holder(),
                    leaf.x509().getSerialNumber());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static DigestCalculatorProvider digests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build();
    }

    static Revocation judge(byte[] response, Legible leaf, Legible issuer, Instant now) {
        try {
            OCSPResp outer = new OCSPResp(response);
            if (outer.getStatus() != OCSPResp.SUCCESSFUL) {
                return new Revocation.Unknown("the responder answered with " + words(outer));
            }
            return outer.getResponseObject() instanceof BasicOCSPResp basic
                    ? judge(basic, leaf, issuer, now)
                    : new Revocation.Unknown("the answer is of an unknown form");
        } catch (OCSPException
                | OperatorCreationException
                | CertException
                | IOException
                | RuntimeException e) {
            return new Revocation.Unknown(
                    "the answer cannot be read: " + CertificateReader.reason(e));
        }
    }

    private static String words(OCSPResp response) {
        return switch (response.getStatus()) {
            case OCSPResp.MALFORMED_REQUEST -> "malformedRequest";
            case OCSPResp.INTERNAL_ERROR -> "internalError";
            case OCSPResp.TRY_LATER -> "tryLater";
            case OCSPResp.SIG_REQUIRED -> "sigRequired";
            case OCSPResp.UNAUTHORIZED -> "unauthorized";
            default -> "status " + response.getStatus();
        };
    }

    private static Revocation judge(BasicOCSPResp basic, Legible leaf, Legible issuer, Instant now)
            throws OCSPException, OperatorCreationException, CertException {
        if (!isSignedByAuthority(basic, issuer.holder(), now)) {
            return new Revocation.Unknown("the answer was not signed by anybody who may");
        }
        for (SingleResp single : basic.getResponses()) {
            CertificateID id = single.getCertID();
            if (id.getSerialNumber().equals(leaf.x509().getSerialNumber())
                    && id.matchesIssuer(issuer.holder(), digests())) {
                return standing(single, now);
            }
        }
        return new Revocation.Unknown("the answer speaks of another certificate");
    }

    private static Revocation standing(SingleResp single, Instant now) {
        Instant from = single.getThisUpdate().toInstant();
        Instant until =
                Optional.ofNullable(single.getNextUpdate())
                        .map(Date::toInstant)
                        .orElse(from.plus(OLDEST));
        if (now.plus(SKEW).isBefore(from) || now.minus(SKEW).isAfter(until)) {
            return new Revocation.Unknown(
                    "the answer is not valid now: it is of %s and ends %s"
                            .formatted(
                                    ValidityFaults.DATE.format(from),
                                    ValidityFaults.DATE.format(until)));
        }
        CertificateStatus status = single.getCertStatus();
        // Bouncy Castle's GOOD is null.
        if (status == null) {
            return new Revocation.Good(until);
        }
        return status instanceof RevokedStatus r
                ? new Revocation.Revoked(r.getRevocationTime().toInstant(), "says its responder")
                : new Revocation.Unknown("the responder does not know the certificate");
    }

    /// The issuer itself, or a certificate of its own for OCSPSigning (RFC 6960 4.2.2.2).
    private static boolean isSignedByAuthority(
            BasicOCSPResp basic, X509CertificateHolder issuer, Instant now)
            throws OCSPException, OperatorCreationException, CertException {
        List<X509CertificateHolder> signers =
                Stream.concat(Stream.of(issuer), Stream.of(basic.getCerts())).toList();
        for (X509CertificateHolder signer : signers) {
            boolean may = signer.equals(issuer) || isDelegate(signer, issuer, now);
            if (may && isSigned(basic, signer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDelegate(
            X509CertificateHolder signer, X509CertificateHolder issuer, Instant now)
            throws OperatorCreationException, CertException {
        ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(signer.getExtensions());
        return usage != null
                && usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
                && signer.getIssuer().equals(issuer.getSubject())
                && signer.isValidOn(Date.from(now))
                && signer.isSignatureValid(verifier(issuer));
    }

    private static boolean isSigned(BasicOCSPResp basic, X509CertificateHolder signer) {
        try {
            return basic.isSignatureValid(verifier(signer));
        } catch (OCSPException | OperatorCreationException | RuntimeException e) {
            // A key of another kind than the signature.
            return false;
        }
    }

    private static ContentVerifierProvider verifier(X509CertificateHolder signer)
            throws OperatorCreationException {
        try {
            return new JcaContentVerifierProviderBuilder().setProvider(PROVIDER).build(signer);
        } catch (java.security.cert.CertificateException e) {
            throw new OperatorCreationException("the signer's certificate cannot be used", e);
        }
    }
}
