package dev.watchkeeper.tls;

import org.bouncycastle.cert.X509CertificateHolder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// A served certificate in the forms that the judgement needs.
sealed interface ChainCertificate {
    int index();

    /// How a fault's text calls it.
    default String role() {
        return index() == 0 ? "leaf certificate" : "intermediate certificate " + index();
    }

    static ChainCertificate of(int index, Der der) {
        byte[] bytes = der.bytes();
        try {
            var x509 =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(bytes));
            return new Legible(index, x509, new X509CertificateHolder(bytes));
        } catch (CertificateException | IOException | RuntimeException e) {
            return new Illegible(index, CertificateReader.reason(e));
        }
    }

    /// @param x509 for building and validating paths
    /// @param holder for looking inside
    record Legible(int index, X509Certificate x509, X509CertificateHolder holder)
            implements ChainCertificate {
        boolean isSelfIssued() {
            return x509.getSubjectX500Principal().equals(x509.getIssuerX500Principal());
        }

        boolean isIssuedBy(X509Certificate issuer) {
            return x509.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        }
    }

    record Illegible(int index, String reason) implements ChainCertificate {}
}
