package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a certificate shows by itself, whatever its chain and the date.
final class CertificateChecks {
    private CertificateChecks() {}

    static List<CertificateFault> of(Legible certificate) {
        List<CertificateFault> faults = new ArrayList<>();
        if (certificate.index() == 0) {
            keyPurpose(certificate).ifPresent(faults::add);
            addAuthorityAsLeaf(certificate, faults);
        }
        addWeakSignature(certificate, faults);
        addWeakKey(certificate, faults);
        return faults;
    }

    /// The fault of an extended key usage that leaves TLS servers out; for a leaf, and for each
    /// intermediate of a path.
    static Optional<CertificateFault> keyPurpose(Legible certificate) {
        ExtendedKeyUsage purposes =
                ExtendedKeyUsage.fromExtensions(certificate.holder().getExtensions());
        boolean forServers =
                purposes == null
                        || purposes.hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth)
                        || purposes.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage);
        return forServers
                ? Optional.empty()
                : Optional.of(
                        new CertificateFault(
                                Kind.KEY_PURPOSE,
                                certificate.index(),
                                "RFC 5280 4.2.1.12",
                                "the "
                                        + certificate.role()
                                        + " is not for TLS servers: its extended key usage lacks"
                                        + " serverAuth"));
    }

    private static void addAuthorityAsLeaf(Legible certificate, List<CertificateFault> faults) {
        if (certificate.x509().getBasicConstraints() >= 0 && !certificate.isSelfIssued()) {
            faults.add(
                    new CertificateFault(
                            Kind.CONSTRAINT,
                            0,
                            "CA/Browser Forum BR 7.1.2.7",
                            "the leaf certificate is an authority's, which no server should use"));
        }
    }

    /// A self-signed certificate's signature protects nothing.
    private static void addWeakSignature(Legible certificate, List<CertificateFault> faults) {
        String algorithm = CertificateReader.signature(certificate.holder());
        String upper = algorithm.toUpperCase(Locale.ROOT);
        boolean weak =
                upper.startsWith("MD") || upper.startsWith("SHA1") || upper.startsWith("SHA-1");
        if (weak && !certificate.isSelfIssued()) {
            faults.add(
                    new CertificateFault(
                            Kind.WEAK_SIGNATURE,
                            certificate.index(),
                            "RFC 9155",
                            "the " + certificate.role() + " is signed with weak " + algorithm));
        }
    }

    private static void addWeakKey(Legible certificate, List<CertificateFault> faults) {
        try {
            PublicKeys.weakness(certificate.holder().getSubjectPublicKeyInfo())
                    .ifPresent(w -> faults.add(weakKey(certificate, "weak key: " + w)));
        } catch (IOException | RuntimeException e) {
            faults.add(weakKey(certificate, "key that cannot be read"));
        }
    }

    private static CertificateFault weakKey(Legible certificate, String what) {
        return new CertificateFault(
                Kind.WEAK_KEY,
                certificate.index(),
                "CA/Browser Forum BR 6.1.5",
                "the " + certificate.role() + " has a " + what);
    }
}
