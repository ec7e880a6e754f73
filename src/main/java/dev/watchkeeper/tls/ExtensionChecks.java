package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Critical extensions that nobody processes, and those that must not be critical at all.
final class ExtensionChecks {
    private static final Map<ASN1ObjectIdentifier, String> KEY_IDENTIFIERS =
            Map.of(
                    Extension.subjectKeyIdentifier, "RFC 5280 4.2.1.2",
                    Extension.authorityKeyIdentifier, "RFC 5280 4.2.1.1");

    private ExtensionChecks() {}

    static void addTo(Legible c, List<CertificateFault> faults) {
        var unprocessed = new TreeSet<>(c.extensions().unprocessed());
        KEY_IDENTIFIERS.forEach((oid, rule) -> {
            if (unprocessed.remove(oid.getId())) {
                faults.add(
                        CertificateChecks.profile(
                                c, rule, "has a key identifier that is critical"));
            }
        });
        if (!unprocessed.isEmpty()) {
            faults.add(
                    CertificateChecks.fault(
                            c,
                            Kind.CRITICAL_EXTENSION,
                            "RFC 5280 4.2",
                            "the %s has a critical extension that no client processes: %s"
                                    .formatted(c.role(), String.join(", ", unprocessed))));
        }
    }
}
