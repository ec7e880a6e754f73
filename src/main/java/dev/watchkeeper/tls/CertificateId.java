package dev.watchkeeper.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.watchkeeper.tls.ServedCertificate.Parsed;

import org.shredzone.acme4j.toolbox.AcmeUtils;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// What an authority knows a certificate by (RFC 9773 4.1): base64url of the key identifier of its
/// authority and of its serial number.
final class CertificateId {
    private CertificateId() {}

    /// @throws GeneralSecurityException if it does not name its authority's key, or cannot be read
    static String of(Parsed leaf) throws GeneralSecurityException {
        var in = new ByteArrayInputStream(leaf.pem().getBytes(US_ASCII));
        var certificate =
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        try {
            return AcmeUtils.getRenewalUniqueIdentifier(certificate);
        } catch (RuntimeException e) {
            throw new GeneralSecurityException(
                    "the certificate does not say by which key it was issued", e);
        }
    }
}
