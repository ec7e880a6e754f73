package dev.watchkeeper.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.security.auth.x500.X500Principal;

/// A trust store by subject name.
final class AnchorIndex {
    private final Map<X500Principal, List<X509Certificate>> bySubject;
    private final Set<X509Certificate> all;

    AnchorIndex(TrustStore store) {
        bySubject =
                store.anchors().stream()
                        .collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
        all = Set.copyOf(store.anchors());
    }

    List<X509Certificate> named(X500Principal subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    boolean contains(X509Certificate certificate) {
        return all.contains(certificate);
    }
}
