package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.security.auth.x500.X500Principal;

/// A trust store by subject name. Any thread may enter.
final class AnchorIndex {
    private final Map<X500Principal, List<X509Certificate>> bySubject;
    private final Set<X509Certificate> all;
    private final Map<X509Certificate, Legible> read = new ConcurrentHashMap<>();
    private final NavigableSet<Instant> boundaries = new TreeSet<>();

    AnchorIndex(TrustStore store) {
        bySubject =
                store.anchors().stream()
                        .collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
        all = Set.copyOf(store.anchors());
        all.forEach(a -> Window.addBoundaries(a, boundaries));
    }

    List<Legible> named(X500Principal subject) {
        return bySubject.getOrDefault(subject, List.of()).stream().map(this::legible).toList();
    }

    private Legible legible(X509Certificate anchor) {
        return read.computeIfAbsent(anchor, AnchorIndex::reading);
    }

    private static Legible reading(X509Certificate anchor) {
        try {
            return ChainCertificate.ofAnchor(anchor);
        } catch (CertificateException | IOException e) {
            throw new IllegalStateException("a trust anchor cannot be read", e);
        }
    }

    boolean contains(Legible certificate) {
        return all.contains(certificate.x509());
    }

    /// When one of them begins or ceases to be valid.
    NavigableSet<Instant> boundaries() {
        return boundaries;
    }
}
