package dev.watchkeeper.tls;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A certificate in the forms that the judgement needs.
sealed interface ChainCertificate {
    /// The index of what was not served.
    int ANCHOR = -1;

    int index();

    /// How a fault's text calls it.
    default String role() {
        return switch (index()) {
            case ANCHOR -> "trust anchor";
            case 0 -> "leaf certificate";
            default -> "intermediate certificate " + index();
        };
    }

    static ChainCertificate of(int index, Der der) {
        try {
            var holder = new X509CertificateHolder(der.bytes());
            return legible(index, x509(der.bytes(), holder), holder, der.bytes());
        } catch (CertificateException | IOException | RuntimeException e) {
            return new Illegible(index, CertificateReader.reason(e));
        } catch (StackOverflowError e) {
            return new Illegible(index, "nested too deeply");
        }
    }

    /// @throws CertificateException if it has no encoding
    static Legible ofAnchor(X509Certificate anchor) throws CertificateException, IOException {
        byte[] der = anchor.getEncoded();
        return legible(ANCHOR, anchor, new X509CertificateHolder(der), der);
    }

    /// By the JDK, else by Bouncy Castle, which takes some that can be told what is wrong with
    /// them.
    static X509Certificate x509(byte[] der, X509CertificateHolder holder)
            throws CertificateException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            return new JcaX509CertificateConverter()
                    .setProvider(Lenient.PROVIDER)
                    .getCertificate(holder);
        }
    }

    private static Legible legible(
            int index, X509Certificate x509, X509CertificateHolder holder, byte[] der) {
        var extensions = new ExtensionSet(holder.getExtensions());
        Optional<String> flaw = CertificateForm.flaw(holder, der).or(extensions::flaw);
        return new Legible(index, x509, holder, extensions, flaw, Der.of(der));
    }

    /// @param x509 for signatures and names
    /// @param holder for looking inside
    /// @param flaw what is wrong with its encoding, where a lenient parser takes it
    record Legible(
            int index,
            X509Certificate x509,
            X509CertificateHolder holder,
            ExtensionSet extensions,
            Optional<String> flaw,
            Der der)
            implements ChainCertificate {
        boolean isSelfIssued() {
            return x509.getSubjectX500Principal().equals(x509.getIssuerX500Principal());
        }

        boolean isIssuedBy(X509Certificate issuer) {
            return x509.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        }

        boolean isAnchor() {
            return index == ANCHOR;
        }

        X500Name subject() {
            return holder.getSubject();
        }

        Instant notBefore() {
            return x509.getNotBefore().toInstant();
        }

        Instant notAfter() {
            return x509.getNotAfter().toInstant();
        }

        /// Both ends count, and fractions of a second do not (RFC 5280 4.1.2.5).
        boolean isValidAt(Instant time) {
            Instant second = time.truncatedTo(ChronoUnit.SECONDS);
            return !second.isBefore(notBefore()) && !second.isAfter(notAfter());
        }

        /// Whether both are the same authority with the same key.
        boolean isTwinOf(Legible other) {
            return x509.getSubjectX500Principal().equals(other.x509.getSubjectX500Principal())
                    && holder.getSubjectPublicKeyInfo()
                            .equals(other.holder.getSubjectPublicKeyInfo());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Legible that && index == that.index && der.equals(that.der);
        }

        @Override
        public int hashCode() {
            return der.hashCode();
        }
    }

    record Illegible(int index, String reason) implements ChainCertificate {}

    /// Holds the provider until it is needed.
    final class Lenient {
        private static final Provider PROVIDER = new BouncyCastleProvider();

        private Lenient() {}
    }
}
