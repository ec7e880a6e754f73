package dev.watchkeeper.demo;

import dev.watchkeeper.tls.PrivateAuthority.Issued;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/// Chooses the certificate that a proxy presents by the name that the client asks for (SNI, RFC
/// 6066 section 3). Without one, or for another name, it is the first. Immutable.
final class ServedKeys extends X509ExtendedKeyManager {
    private final Map<String, Issued> byName;
    private final String first;

    /// @param first which of the names is presented to clients that ask for none
    ServedKeys(Map<String, Issued> byName, String first) {
        this.byName = Map.copyOf(byName);
        this.first = first;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        if (!keyType.startsWith("EC")) {
            return null;
        }
        return socket instanceof SSLSocket s
                        && s.getHandshakeSession() instanceof ExtendedSSLSession session
                ? asked(session)
                : first;
    }

    private String asked(ExtendedSSLSession session) {
        return session.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(n -> ((SNIHostName) n).getAsciiName())
                .filter(byName::containsKey)
                .findFirst()
                .orElse(first);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Issued issued = byName.get(alias);
        return issued == null ? null : issued.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Issued issued = byName.get(alias);
        return issued == null ? null : issued.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return byName.keySet().toArray(String[]::new);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
