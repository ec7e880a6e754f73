package dev.watchkeeper.tls;

import static java.util.Objects.requireNonNullElse;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Validates a path by the rules of RFC 5280 6.1, through the JDK's PKIX, except for its dates and
/// its signatures.
final class PathValidator {
    private static final String RULE = "RFC 5280 6.1";
    private static final int KEY_CERT_SIGN = 5;

    /// What is wrong with the path first; empty when it holds.
    Optional<CertificateFault> validate(PathFinder.Path path) throws GeneralSecurityException {
        List<Legible> certificates = withoutAnchor(path);
        if (certificates.isEmpty()) {
            return Optional.empty();
        }
        Optional<CertificateFault> unfit = unfit(certificates, path.anchor());
        if (unfit.isPresent()) {
            return unfit;
        }
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(path.anchor(), null)));
        parameters.setRevocationEnabled(false);
        var certPath =
                CertificateFactory.getInstance("X.509")
                        .generateCertPath(
                                certificates.stream()
                                        .map(c -> new PathCertificate(c.x509()))
                                        .toList());
        try {
            CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(fault(e, certificates));
        }
    }

    /// What RFC 5280 leaves to its users: purposes of intermediates, and the anchor itself.
    private static Optional<CertificateFault> unfit(
            List<Legible> certificates, X509Certificate anchor) {
        return certificates.stream()
                .skip(1)
                .flatMap(c -> CertificateChecks.keyPurpose(c).stream())
                .findFirst()
                .or(() -> isAuthority(anchor) ? Optional.empty() : Optional.of(noAuthority()));
    }

    private static CertificateFault noAuthority() {
        return new CertificateFault(
                Kind.NOT_A_CA, -1, "RFC 5280 4.2.1.9", "the trust anchor is not an authority's");
    }

    /// Version 1 has no extensions that could say so.
    private static boolean isAuthority(X509Certificate anchor) {
        boolean[] usage = anchor.getKeyUsage();
        boolean maySign = usage == null || usage[KEY_CERT_SIGN];
        return anchor.getVersion() < 3 || (anchor.getBasicConstraints() >= 0 && maySign);
    }

    private static List<Legible> withoutAnchor(PathFinder.Path path) {
        return path.certificates().stream().filter(c -> !c.x509().equals(path.anchor())).toList();
    }

    private static CertificateFault fault(CertPathValidatorException e, List<Legible> path) {
        boolean known = e.getIndex() >= 0 && e.getIndex() < path.size();
        String role = known ? path.get(e.getIndex()).role() : "chain";
        String said =
                VisibleText.capped(requireNonNullElse(e.getMessage(), "no reason given"), 200);
        return new CertificateFault(
                kind(e.getReason()),
                known ? path.get(e.getIndex()).index() : -1,
                RULE,
                "the " + role + " breaks a rule of its path: " + said);
    }

    private static Kind kind(CertPathValidatorException.Reason reason) {
        if (reason instanceof PKIXReason pkix) {
            return switch (pkix) {
                case NOT_CA_CERT -> Kind.NOT_A_CA;
                case INVALID_KEY_USAGE -> Kind.KEY_PURPOSE;
                case PATH_TOO_LONG, NAME_CHAINING, INVALID_NAME, INVALID_POLICY -> Kind.CONSTRAINT;
                case UNRECOGNIZED_CRIT_EXT -> Kind.CONSTRAINT;
                case NO_TRUST_ANCHOR -> Kind.UNTRUSTED;
            };
        }
        return reason == BasicReason.ALGORITHM_CONSTRAINED
                ? Kind.WEAK_SIGNATURE
                : reason == BasicReason.INVALID_SIGNATURE ? Kind.BAD_SIGNATURE : Kind.UNTRUSTED;
    }
}
