package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Searches the served certificates for every way from the leaf to an anchor. Names lead and
/// signatures decide; dates play no part. The order in which a server sends them does not matter,
/// and a chain that is built to keep a search busy exhausts its budget instead.
final class PathFinder {
    private static final int MAX_PATHS = 8;
    private static final int MAX_STEPS = 500;

    private final List<Legible> served;
    private final AnchorIndex anchors;
    private final SignatureCheck signatures;
    private final Map<Link, Boolean> checked = new HashMap<>();
    private final List<Path> paths = new ArrayList<>();
    private final List<DeadEnd> deadEnds = new ArrayList<>();
    private int steps;

    PathFinder(List<Legible> served, AnchorIndex anchors, SignatureCheck signatures) {
        this.served = served;
        this.anchors = anchors;
        this.signatures = signatures;
    }

    /// Starts at the certificate with index 0 of the chain.
    Search from(Legible leaf) {
        extend(List.of(leaf));
        return new Search(paths, deadEnds);
    }

    private void extend(List<Legible> soFar) {
        if (paths.size() >= MAX_PATHS || ++steps > MAX_STEPS) {
            return;
        }
        Legible tip = soFar.getLast();
        if (anchors.contains(tip.x509())) {
            paths.add(new Path(soFar, tip.x509()));
            return;
        }
        boolean named = false;
        boolean signed = false;
        for (X509Certificate anchor : anchors.named(tip.x509().getIssuerX500Principal())) {
            named = true;
            if (isSigned(tip, anchor)) {
                signed = true;
                paths.add(new Path(soFar, anchor));
            }
        }
        for (Legible issuer : served) {
            if (soFar.contains(issuer) || !tip.isIssuedBy(issuer.x509())) {
                continue;
            }
            named = true;
            if (isSigned(tip, issuer.x509())) {
                signed = true;
                extend(with(soFar, issuer));
            }
        }
        if (!signed) {
            deadEnds.add(new DeadEnd(soFar, named));
        }
    }

    private static List<Legible> with(List<Legible> soFar, Legible next) {
        List<Legible> longer = new ArrayList<>(soFar);
        longer.add(next);
        return longer;
    }

    private boolean isSigned(Legible certificate, X509Certificate issuer) {
        return checked.computeIfAbsent(
                new Link(certificate, issuer),
                link -> signatures.isSignedBy(certificate.x509(), issuer.getPublicKey()));
    }

    private record Link(Legible certificate, X509Certificate issuer) {}

    /// A way from the leaf to an anchor, every signature on it verified.
    ///
    /// @param certificates leaf first, without the anchor unless it was served and is the end
    record Path(List<Legible> certificates, X509Certificate anchor) {
        Path {
            certificates = List.copyOf(certificates);
        }

        List<Integer> indices() {
            return certificates.stream().map(Legible::index).toList();
        }
    }

    /// A way that ended before an anchor.
    ///
    /// @param issuerNamed whether a certificate of the issuer's name was there whose key did not
    ///   make the signature
    record DeadEnd(List<Legible> certificates, boolean issuerNamed) {
        DeadEnd {
            certificates = List.copyOf(certificates);
        }
    }

    /// All that was found.
    record Search(List<Path> paths, List<DeadEnd> deadEnds) {
        Search {
            paths = List.copyOf(paths);
            deadEnds = List.copyOf(deadEnds);
        }
    }
}
