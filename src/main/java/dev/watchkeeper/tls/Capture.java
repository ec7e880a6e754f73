package dev.watchkeeper.tls;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// What one handshake of an `SSLEngine` shows through the callbacks of its context. The context is
/// shared and the callbacks run on the thread of the handshake, so a scoped value leads to it.
final class Capture {
    static final ScopedValue<Capture> CURRENT = ScopedValue.newInstance();

    private final List<Der> chain = new ArrayList<>();
    private String protocol = "";
    private String cipherSuite = "";
    private boolean clientCertificateDemanded;

    boolean hasChain() {
        return !chain.isEmpty();
    }

    Handshake.Captured result(String unfinished) {
        return new Handshake.Captured(
                chain, protocol, cipherSuite, clientCertificateDemanded, unfinished);
    }

    private void take(X509Certificate[] served, SSLSession session)
            throws CertificateEncodingException {
        chain.clear();
        for (X509Certificate certificate : served) {
            chain.add(Der.of(certificate.getEncoded()));
        }
        protocol = session.getProtocol();
        cipherSuite = session.getCipherSuite();
    }

    /// Accepts every chain, because the judgement comes later and an expired certificate is to be
    /// shown in full.
    static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateEncodingException {
            CURRENT.get().take(chain, engine.getHandshakeSession());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException("engines only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("engines only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException("clients only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException("clients only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("clients only");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /// Has no key, and notices when one is asked for.
    static final class NoKeys extends X509ExtendedKeyManager {
        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] keyType, Principal @Nullable [] issuers, SSLEngine engine) {
            CURRENT.get().clientCertificateDemanded = true;
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            CURRENT.get().clientCertificateDemanded = true;
            return null;
        }

        @Override
        public String @Nullable [] getClientAliases(
                String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(
                String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
