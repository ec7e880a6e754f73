package dev.watchkeeper.tls;

import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Vector;

/// A client that offers nearly everything, trusts everything and keeps what it is shown.
final class CollectingClient extends AbstractTlsClient {
    private static final int[] SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
    };

    private final KeepingCrypto crypto;
    private final ProtocolVersion[] versions;
    private final String serverName;
    private boolean clientCertificateDemanded;

    CollectingClient(ProtocolVersion[] versions, String serverName) {
        this(new KeepingCrypto(), versions, serverName);
    }

    private CollectingClient(KeepingCrypto crypto, ProtocolVersion[] versions, String serverName) {
        super(crypto);
        this.crypto = crypto;
        this.versions = versions.clone();
        this.serverName = serverName;
    }

    boolean hasChain() {
        return !crypto.certificates().isEmpty();
    }

    Handshake.Captured captured(String unfinished) {
        var parameters = context.getSecurityParameters();
        String version = parameters.getNegotiatedVersion().getName().replace("TLS ", "TLSv");
        return new Handshake.Captured(
                crypto.certificates(),
                version.replace("v1.0", "v1"),
                CipherSuites.name(parameters.getCipherSuite()),
                clientCertificateDemanded,
                unfinished);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return versions.clone();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(crypto, SUITES);
    }

    @Override
    protected @Nullable Vector<ServerName> getSNIServerNames() {
        if (serverName.isEmpty()) {
            return null;
        }
        var names = new Vector<ServerName>();
        names.add(
                new ServerName(NameType.host_name, serverName.getBytes(StandardCharsets.US_ASCII)));
        return names;
    }

    @Override
    public TlsDHGroupVerifier getDHGroupVerifier() {
        return group -> true;
    }

    @Override
    public int getMaxCertificateChainLength() {
        return 1_000;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return 1 << 20;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public boolean requiresCloseNotify() {
        return false;
    }

    @Override
    public void notifySecureRenegotiation(boolean secureRenegotiation) {
        // An old server without RFC 5746 is to be shown, and nothing is renegotiated.
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) {
                // The crypto kept it as it was read.
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                clientCertificateDemanded = true;
                return null;
            }
        };
    }
}
