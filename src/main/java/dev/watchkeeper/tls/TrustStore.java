package dev.watchkeeper.tls;

import org.bouncycastle.cert.X509CertificateHolder;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The trust anchors that chains are judged against, and where they come from.
///
/// @param label in words, such as `JDK cacerts (143 anchors)`
/// @param anchors certificates whose keys are trusted
public record TrustStore(String label, List<X509Certificate> anchors) {
    private static final List<Path> SYSTEM_BUNDLES =
            List.of(
                    Path.of("/etc/ssl/certs/ca-certificates.crt"),
                    Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
                    Path.of("/etc/ssl/ca-bundle.pem"),
                    Path.of("/etc/ssl/cert.pem"));

    public TrustStore {
        anchors = List.copyOf(anchors);
    }

    /// A store of the given anchors; their number is added to the name.
    public static TrustStore of(String name, Collection<X509Certificate> anchors) {
        int n = anchors.size();
        return new TrustStore(
                name + " (" + n + (n == 1 ? " anchor)" : " anchors)"), List.copyOf(anchors));
    }

    /// What this Java runtime trusts; `javax.net.ssl.trustStore` moves it as usual.
    public static TrustStore jdkDefault() {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return of(
                    "JDK cacerts",
                    Stream.of(factory.getTrustManagers())
                            .filter(X509TrustManager.class::isInstance)
                            .flatMap(
                                    m -> Arrays.stream(((X509TrustManager) m).getAcceptedIssuers()))
                            .toList());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no trust store", e);
        }
    }

    /// The operating system's bundle; empty where none of the usual files can be read.
    public static Optional<TrustStore> system() {
        return SYSTEM_BUNDLES.stream().flatMap(file -> ifReadable(file).stream()).findFirst();
    }

    private static Optional<TrustStore> ifReadable(Path file) {
        try {
            return Optional.of(pemFile(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Anchors from a file of PEM certificates, labelled with its path.
    ///
    /// @throws IOException if it cannot be read, holds something else, or nothing
    public static TrustStore pemFile(Path file) throws IOException {
        List<X509Certificate> anchors = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.add((X509Certificate) c);
            }
        } catch (CertificateException e) {
            throw new IOException(file + " holds something that is not a certificate", e);
        }
        if (anchors.isEmpty()) {
            throw new IOException(file + " holds no certificate");
        }
        return of(file.toString(), anchors);
    }

    /// Anchors from DER encodings. What is no certificate vouches for nothing: it is left out, and
    /// the store's name says which, from 0.
    public static TrustStore der(String name, List<byte[]> encodings) {
        List<X509Certificate> anchors = new ArrayList<>();
        var without = new StringBuilder();
        for (int i = 0; i < encodings.size(); i++) {
            try {
                var holder = new X509CertificateHolder(encodings.get(i));
                anchors.add(ChainCertificate.x509(encodings.get(i), holder));
            } catch (CertificateException | IOException | RuntimeException e) {
                if (without.isEmpty()) {
                    without.append(
                            " without number %d, which is no certificate: %s,"
                                    .formatted(i, CertificateReader.reason(e)));
                }
            }
        }
        return of(name + without, anchors);
    }

    /// For connections of this console's own, whose servers are judged by these anchors.
    public SSLContext clientContext() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < anchors.size(); i++) {
                store.setCertificateEntry("anchor " + i, anchors.get(i));
            }
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime speaks no TLS", e);
        }
    }

    /// Both together, named in this order.
    public TrustStore and(TrustStore other) {
        return new TrustStore(
                label + " and " + other.label,
                Stream.concat(anchors.stream(), other.anchors.stream()).distinct().toList());
    }
}
