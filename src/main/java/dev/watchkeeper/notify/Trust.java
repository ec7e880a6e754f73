package dev.watchkeeper.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom the console trusts when it delivers over TLS.
final class Trust {
    private final Supplier<List<X509Certificate>> anchors;

    /// @param anchors asked each time, as the fleet may change
    Trust(Supplier<List<X509Certificate>> anchors) {
        this.anchors = anchors;
    }

    /// @param ca a PEM file with anchors for one address
    SSLContext context(Optional<Path> ca) throws IOException, GeneralSecurityException {
        var all = new ArrayList<Certificate>(anchors.get());
        if (ca.isPresent()) {
            try (var in = Files.newInputStream(ca.get())) {
                all.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
            } catch (IOException | GeneralSecurityException e) {
                throw new IOException("the file " + ca.get() + " of 'ca' cannot be read", e);
            }
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("anchor" + i, all.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
