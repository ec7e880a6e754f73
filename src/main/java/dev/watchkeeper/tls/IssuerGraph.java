package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who issued whom among the served certificates and the anchors, from the leaf up: names lead and
/// signatures decide. The order in which a server sends them does not matter. Each certificate is
/// looked at once, so that a circle or a crowd of them costs no more than their number.
final class IssuerGraph {
    private static final int MOST_SIGNATURES = 2_000;

    private final List<Legible> served;
    private final AnchorIndex anchors;
    private final SignatureCheck signatures;
    private final Map<Link, Boolean> checked = new HashMap<>();
    private final Map<Legible, List<Legible>> issuers = new LinkedHashMap<>();
    private final Map<Legible, Integer> depth = new HashMap<>();
    private final List<DeadEnd> deadEnds = new ArrayList<>();
    private boolean exhausted;

    private IssuerGraph(List<Legible> served, AnchorIndex anchors, SignatureCheck signatures) {
        this.served = served;
        this.anchors = anchors;
        this.signatures = signatures;
    }

    static IssuerGraph from(
            Legible leaf, List<Legible> served, AnchorIndex anchors, SignatureCheck signatures) {
        var graph = new IssuerGraph(served, anchors, signatures);
        graph.explore(leaf);
        return graph;
    }

    private void explore(Legible leaf) {
        var waiting = new ArrayDeque<Legible>(List.of(leaf));
        depth.put(leaf, 0);
        while (!waiting.isEmpty()) {
            Legible tip = waiting.poll();
            if (anchors.contains(tip)) {
                issuers.put(tip, List.of());
                continue;
            }
            List<Legible> above = issuersOf(tip);
            issuers.put(tip, above);
            for (Legible issuer : above) {
                if (depth.putIfAbsent(issuer, depth(tip) + 1) == null && !issuer.isAnchor()) {
                    waiting.add(issuer);
                }
            }
        }
    }

    private int depth(Legible c) {
        return depth.getOrDefault(c, 0);
    }

    private List<Legible> issuersOf(Legible tip) {
        List<Legible> named = new ArrayList<>(anchors.named(tip.x509().getIssuerX500Principal()));
        served.stream()
                .filter(c -> !c.der().equals(tip.der()) && tip.isIssuedBy(c.x509()))
                .filter(c -> named.stream().noneMatch(n -> n.der().equals(c.der())))
                .forEach(named::add);
        named.sort(
                Comparator.<Legible>comparingInt(c -> fit(tip, c))
                        .thenComparingInt(c -> nearness(tip, c)));
        List<Legible> signers = new ArrayList<>();
        for (Legible candidate : named) {
            // Only one key makes a signature: after it was found, others need not be tried.
            boolean possible = signers.isEmpty() || hasSameKey(candidate, signers.getFirst());
            if (possible && isSigned(tip, candidate)) {
                signers.add(candidate);
            }
        }
        if (signers.isEmpty()) {
            deadEnds.add(new DeadEnd(tip, depth(tip), !named.isEmpty()));
        }
        return signers;
    }

    /// Anchors, then the neighbours in the order of sending.
    private static int nearness(Legible tip, Legible issuer) {
        return issuer.isAnchor() ? 0 : Math.abs(issuer.index() - tip.index());
    }

    private static boolean hasSameKey(Legible a, Legible b) {
        return a.holder().getSubjectPublicKeyInfo().equals(b.holder().getSubjectPublicKeyInfo());
    }

    /// 0 where the key identifiers fit, 1 where one is missing, 2 where they do not.
    private static int fit(Legible tip, Legible issuer) {
        Optional<String> asked = tip.extensions().authorityKeyIdentifier();
        Optional<String> own = issuer.extensions().subjectKeyIdentifier();
        return asked.isEmpty() || own.isEmpty() ? 1 : asked.equals(own) ? 0 : 2;
    }

    private boolean isSigned(Legible certificate, Legible issuer) {
        var link = new Link(certificate.der(), issuer.holder().getSubjectPublicKeyInfo());
        Boolean known = checked.get(link);
        if (known != null) {
            return known;
        }
        if (checked.size() >= MOST_SIGNATURES || Thread.currentThread().isInterrupted()) {
            exhausted = true;
            return false;
        }
        boolean signed = signatures.isSignedBy(certificate.x509(), issuer.x509());
        checked.put(link, signed);
        return signed;
    }

    List<Legible> issuers(Legible certificate) {
        return issuers.getOrDefault(certificate, List.of());
    }

    boolean isAnchor(Legible certificate) {
        return certificate.isAnchor() || anchors.contains(certificate);
    }

    /// Where no certificate of the issuer was found, in the order of their distance from the leaf.
    List<DeadEnd> deadEnds() {
        return List.copyOf(deadEnds);
    }

    /// Whether the search for issuers ended early.
    boolean isExhausted() {
        return exhausted;
    }

    /// How many steps each certificate that leads to an anchor is away from one.
    Map<Legible, Integer> distances() {
        Map<Legible, Integer> distances = new HashMap<>();
        depth.keySet().stream().filter(this::isAnchor).forEach(a -> distances.put(a, 0));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (var entry : issuers.entrySet()) {
                int best =
                        entry.getValue().stream()
                                .filter(distances::containsKey)
                                .mapToInt(i -> distances.getOrDefault(i, 0) + 1)
                                .min()
                                .orElse(Integer.MAX_VALUE);
                if (best < distances.getOrDefault(entry.getKey(), Integer.MAX_VALUE)) {
                    distances.put(entry.getKey(), best);
                    changed = true;
                }
            }
        }
        return distances;
    }

    private record Link(Der certificate, SubjectPublicKeyInfo key) {}

    /// A certificate without an issuer.
    ///
    /// @param depth its distance from the leaf
    /// @param issuerNamed whether a certificate of the issuer's name was there whose key did not
    ///   make the signature
    record DeadEnd(Legible certificate, int depth, boolean issuerNamed) {}
}
