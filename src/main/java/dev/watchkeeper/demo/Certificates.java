package dev.watchkeeper.demo;

import dev.watchkeeper.tls.PrivateAuthority;
import dev.watchkeeper.tls.PrivateAuthority.Issued;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The demo's authority, what it has issued, and the proxies that serve it.
final class Certificates implements AutoCloseable {
    static final String DOCS = "docs.gluster.example";
    static final String BUILDS = "builds.gluster.example";
    static final String REVIEW = "review.gluster.example";
    static final String DOWNLOAD = "download.gluster.example";

    private static final Duration LIFETIME = Duration.ofDays(90);

    private final PrivateAuthority authority;
    private final List<String> names;
    private final List<TlsProxy> proxies = new ArrayList<>();

    /// Issues the certificates of the outage and starts the proxies that serve them.
    ///
    /// @param labels of the proxies
    Certificates(Instant now, List<String> labels) throws IOException {
        authority = PrivateAuthority.create("Watchkeeper Demo", now);
        Map<String, Issued> issued = new LinkedHashMap<>();
        issued.put(DOCS, until(DOCS, now.minus(Duration.ofHours(5))));
        issued.put(BUILDS, until(BUILDS, now.plus(Duration.ofDays(3).plusHours(2))));
        issued.put(REVIEW, until(REVIEW, now.plus(Duration.ofDays(71))));
        issued.put(DOWNLOAD, until(DOWNLOAD, now.plus(Duration.ofDays(58))));
        names = List.copyOf(issued.keySet());
        for (String label : labels) {
            proxies.add(new TlsProxy(label, DOCS, issued));
        }
    }

    private Issued until(String name, Instant notAfter) {
        return authority.issue(List.of(name), notAfter.minus(LIFETIME), notAfter);
    }

    List<String> names() {
        return names;
    }

    List<TlsProxy> proxies() {
        return List.copyOf(proxies);
    }

    String anchorPem() {
        return authority.anchorPem();
    }

    boolean has(String name) {
        return names.contains(name);
    }

    Instant notAfter(String name) {
        return proxies.getFirst().served(name).leaf().getNotAfter().toInstant();
    }

    /// Whether a third of the lifetime or less is left: certbot's rule.
    boolean isDue(String name, Instant now) {
        return now.plus(LIFETIME.dividedBy(3)).isAfter(notAfter(name));
    }

    Issued issue(String name, Instant now) {
        // An hour back, as Let's Encrypt does, for clients whose clock is behind.
        return until(name, now.plus(LIFETIME).minus(Duration.ofHours(1)));
    }

    @Override
    public void close() throws IOException {
        for (TlsProxy proxy : proxies) {
            proxy.close();
        }
    }
}
