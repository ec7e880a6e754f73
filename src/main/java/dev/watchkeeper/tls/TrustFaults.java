package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.IssuerGraph.DeadEnd;

import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Says why no way led to an anchor: the longest way shows it best.
final class TrustFaults {
    private static final String RULE = "RFC 5280 6.1";
    private static final int MOST_ASKED = 20;

    private TrustFaults() {}

    static CertificateFault of(
            IssuerGraph graph,
            Legible leaf,
            List<Legible> served,
            SignatureCheck signatures,
            String store) {
        if (graph.isExhausted()) {
            return new CertificateFault(
                    Kind.RESOURCE_LIMIT,
                    -1,
                    RULE,
                    "no path to an anchor was found with as many signatures as a client verifies");
        }
        Optional<DeadEnd> last =
                graph.deadEnds().stream().max(Comparator.comparingInt(DeadEnd::depth));
        if (last.isEmpty()) {
            return circle(leaf, store);
        }
        Legible tip = last.get().certificate();
        if (tip.isSelfIssued()) {
            return selfIssued(tip, signatures, store);
        }
        return last.get().issuerNamed()
                ? badSignature(tip)
                : misnamed(tip, served, signatures).orElseGet(() -> noIssuer(tip, store));
    }

    private static CertificateFault circle(Legible leaf, String store) {
        return new CertificateFault(
                Kind.CHAIN_INCOMPLETE,
                -1,
                RULE,
                "the certificates above the %s sign each other in a circle, and none is in %s"
                        .formatted(leaf.role(), store));
    }

    /// Somebody's key made the signature, but under another name.
    private static Optional<CertificateFault> misnamed(
            Legible tip, List<Legible> served, SignatureCheck signatures) {
        return served.stream()
                .limit(MOST_ASKED)
                .filter(c -> signatures.isSignedBy(tip.x509(), c.x509()))
                .findFirst()
                .map(c ->
                        new CertificateFault(
                                Kind.NAME_CHAINING,
                                tip.index(),
                                "RFC 5280 6.1.3 (a)(4)",
                                "the %s says that %s issued it, but the key that did is that of %s"
                                        .formatted(
                                                tip.role(),
                                                name(tip.x509().getIssuerX500Principal().getName()),
                                                name(
                                                        c.x509()
                                                                .getSubjectX500Principal()
                                                                .getName()))));
    }

    private static CertificateFault selfIssued(
            Legible tip, SignatureCheck signatures, String store) {
        if (!signatures.isSignedBy(tip.x509(), tip.x509())) {
            return badSignature(tip);
        }
        return tip.index() == 0
                ? new CertificateFault(
                        Kind.SELF_SIGNED,
                        0,
                        RULE,
                        "the leaf certificate is self-signed and not in " + store)
                : new CertificateFault(
                        Kind.UNTRUSTED,
                        tip.index(),
                        RULE,
                        "the chain ends in the root "
                                + name(tip.x509().getSubjectX500Principal().getName())
                                + ", which is not in "
                                + store);
    }

    private static CertificateFault badSignature(Legible tip) {
        return new CertificateFault(
                Kind.BAD_SIGNATURE,
                tip.index(),
                "RFC 5280 6.1.3 (a)(1)",
                "the signature of the " + tip.role() + " was not made with its issuer's key");
    }

    private static CertificateFault noIssuer(Legible tip, String store) {
        String issuer = name(tip.x509().getIssuerX500Principal().getName());
        if (tip.index() == 0 && namesItsIssuersFile(tip)) {
            return new CertificateFault(
                    Kind.CHAIN_INCOMPLETE,
                    0,
                    "RFC 8446 4.4.2",
                    "the server does not send the certificate of %s, which issued the leaf certificate and is not in %s"
                            .formatted(issuer, store));
        }
        String hint = tip.index() == 0 ? "; an intermediate may be missing" : "";
        return new CertificateFault(
                Kind.UNTRUSTED,
                tip.index(),
                RULE,
                "the %s was issued by %s, which is neither sent nor in %s%s"
                        .formatted(tip.role(), issuer, store, hint));
    }

    /// Whether the certificate says where its issuer's is to be had (RFC 5280 4.2.2.1): only one
    /// that belongs to a longer chain does.
    private static boolean namesItsIssuersFile(Legible certificate) {
        var access =
                AuthorityInformationAccess.fromExtensions(certificate.holder().getExtensions());
        return access != null
                && Stream.of(access.getAccessDescriptions())
                        .anyMatch(
                                d -> d.getAccessMethod().equals(AccessDescription.id_ad_caIssuers));
    }

    private static String name(String distinguishedName) {
        return VisibleText.capped(distinguishedName, 200);
    }
}
