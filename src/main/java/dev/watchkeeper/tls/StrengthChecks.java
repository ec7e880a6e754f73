package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keys and signatures that are too weak to trust.
final class StrengthChecks {
    private StrengthChecks() {}

    static void addTo(Legible c, Purpose purpose, List<CertificateFault> faults) {
        var outer = c.holder().getSignatureAlgorithm();
        if (!outer.equals(c.holder().toASN1Structure().getTBSCertificate().getSignature())) {
            faults.add(
                    CertificateChecks.fault(
                            c,
                            Kind.BAD_SIGNATURE,
                            "RFC 5280 4.1.1.2",
                            "the %s names two different signature algorithms".formatted(c.role())));
        }
        if (!c.isAnchor()) {
            addWeakSignature(c, purpose, faults);
        }
        addWeakKey(c, purpose, faults);
    }

    private static void addWeakSignature(
            Legible c, Purpose purpose, List<CertificateFault> faults) {
        String algorithm = CertificateReader.signature(c.holder());
        String upper = algorithm.toUpperCase(Locale.ROOT).replace("-", "");
        boolean forgeable = upper.startsWith("MD") || upper.startsWith("RSAWITHMD");
        boolean old = upper.startsWith("SHA1") || upper.equals("DSAWITHSHA1");
        boolean weak = forgeable || (old && purpose == Purpose.TLS_SERVER);
        if (weak && !isSelfSigned(c)) {
            faults.add(
                    CertificateChecks.fault(
                            c,
                            Kind.WEAK_SIGNATURE,
                            "RFC 9155, CA/Browser Forum BR 7.1.3.2",
                            "the " + c.role() + " is signed with weak " + algorithm));
        }
    }

    /// Such a signature protects nothing. One that is self-issued only, by another key of the same
    /// authority, does.
    private static boolean isSelfSigned(Legible c) {
        return c.isSelfIssued() && SignatureCheck.shared().isSignedBy(c.x509(), c.x509());
    }

    private static void addWeakKey(Legible c, Purpose purpose, List<CertificateFault> faults) {
        try {
            Optional<String> weakness =
                    PublicKeys.weakness(c.holder().getSubjectPublicKeyInfo(), purpose);
            weakness.ifPresent(w -> faults.add(weakKey(c, "weak key: " + w)));
        } catch (IOException | RuntimeException e) {
            if (purpose == Purpose.TLS_SERVER) {
                faults.add(weakKey(c, "key that cannot be read"));
            }
        }
    }

    private static CertificateFault weakKey(Legible c, String what) {
        return CertificateChecks.fault(
                c,
                Kind.WEAK_KEY,
                "CA/Browser Forum BR 6.1.5, 7.1.3.1",
                "the " + c.role() + " has a " + what);
    }
}
