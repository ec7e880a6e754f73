package dev.watchkeeper.tls;

import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Optional;
import java.util.Vector;

/// A client that offers nearly everything, trusts everything and keeps what it is shown.
final class CollectingClient extends AbstractTlsClient {
    private final KeepingCrypto crypto;
    private final ClientOffer offer;
    private final String serverName;
    private boolean clientCertificateDemanded;
    private byte[] ocsp = {};
    private byte[] timestamps = {};
    private boolean complete;

    CollectingClient(ClientOffer offer, String serverName) {
        this(new KeepingCrypto(), offer, serverName);
    }

    private CollectingClient(KeepingCrypto crypto, ClientOffer offer, String serverName) {
        super(crypto);
        this.crypto = crypto;
        this.offer = offer;
        this.serverName = serverName;
    }

    /// What came beside the leaf; empty before all of that has come.
    Optional<Stapled> stapled() {
        return complete
                ? Optional.of(new Stapled(given(ocsp), given(timestamps)))
                : Optional.empty();
    }

    private static Optional<Der> given(byte[] bytes) {
        return bytes.length == 0 ? Optional.empty() : Optional.of(Der.of(bytes));
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
        return offer.versionArray();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(crypto, offer.suiteArray());
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getSupportedSignatureAlgorithms() {
        return offer.signatures().isEmpty()
                ? super.getSupportedSignatureAlgorithms()
                : new Vector<>(offer.signatures());
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

    /// Asks for timestamps too (RFC 6962 3.3.1).
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions =
                TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        extensions.put(Staple.TIMESTAMPS, new byte[0]);
        return extensions;
    }

    /// Up to TLS 1.2 the timestamps come in the ServerHello.
    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(@Nullable Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        if (extensions != null && extensions.get(Staple.TIMESTAMPS) instanceof byte[] list) {
            timestamps = list;
        }
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
            public void notifyServerCertificate(TlsServerCertificate certificate)
                    throws IOException {
                // The crypto kept the certificate as it was read.
                ocsp = Staple.of(certificate);
                byte[] beside = Staple.timestamps(certificate);
                timestamps = beside.length > 0 ? beside : timestamps;
                complete = true;
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                clientCertificateDemanded = true;
                return null;
            }
        };
    }
}
