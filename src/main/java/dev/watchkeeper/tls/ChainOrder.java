package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import java.util.List;
import java.util.Optional;

/// Whether the chain was sent in the order of its path, and nothing strange beside it (RFC 5246
/// 7.4.2 demands it, RFC 8446 4.4.2 asks for it).
final class ChainOrder {
    private static final String RULE = "RFC 8446 4.4.2";

    private ChainOrder() {}

    /// @param path the one that holds
    static List<CertificateFault> faults(PathFinder.Path path, List<Legible> served) {
        if (!isAscending(path.indices())) {
            return List.of(
                    new CertificateFault(
                            Kind.CHAIN_ORDER, -1, RULE, "the chain is sent in the wrong order"));
        }
        Optional<Legible> stranger =
                served.stream().filter(c -> isStranger(c, path, served)).findFirst();
        return stranger
                .map(s ->
                        new CertificateFault(
                                Kind.CHAIN_ORDER,
                                s.index(),
                                RULE,
                                "certificate " + s.index() + " does not belong to the chain"))
                .stream()
                .toList();
    }

    /// What no parser takes harms nobody beside a path that holds.
    static CertificateFault unparseable(ChainCertificate.Illegible certificate) {
        return new CertificateFault(
                Kind.CHAIN_ORDER,
                certificate.index(),
                RULE,
                "certificate %d does not belong to the chain and cannot be parsed: %s"
                        .formatted(certificate.index(), certificate.reason()));
    }

    private static boolean isAscending(List<Integer> indices) {
        for (int i = 1; i < indices.size(); i++) {
            if (indices.get(i) <= indices.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /// A root, or an older one's signature on it, may follow the path that ends below it.
    private static boolean isStranger(
            Legible certificate, PathFinder.Path path, List<Legible> served) {
        boolean onPath = path.certificates().contains(certificate);
        boolean issuedOne =
                served.stream()
                        .anyMatch(other ->
                                other.index() < certificate.index()
                                        && other.isIssuedBy(certificate.x509()));
        return !onPath && !issuedOne;
    }
}
