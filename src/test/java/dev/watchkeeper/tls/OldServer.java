package dev.watchkeeper.tls;

import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Hashtable;

/// A server that stopped at one old version of TLS, with an RSA key.
final class OldServer extends DefaultTlsServer {
    private final TestCertificates.Issued issued;
    private final ProtocolVersion version;
    private final BcTlsCrypto crypto;

    private final byte[] timestamps;

    private OldServer(ProtocolVersion version, TestCertificates.Issued issued, byte[] timestamps) {
        this(new BcTlsCrypto(new SecureRandom()), version, issued, timestamps);
    }

    private OldServer(
            BcTlsCrypto crypto,
            ProtocolVersion version,
            TestCertificates.Issued issued,
            byte[] timestamps) {
        super(crypto);
        this.crypto = crypto;
        this.issued = issued;
        this.version = version;
        this.timestamps = timestamps.clone();
    }

    static TestServer speaking(ProtocolVersion version, TestCertificates.Issued issued) {
        return sending(version, issued, new byte[0]);
    }

    /// @param timestamps what it sends in the extension for them; empty for no extension
    static TestServer sending(
            ProtocolVersion version, TestCertificates.Issued issued, byte[] timestamps) {
        return TestServer.plain(
                client -> serve(client, new OldServer(version, issued, timestamps)));
    }

    private static void serve(Socket client, OldServer server) throws IOException {
        var protocol = new TlsServerProtocol(client.getInputStream(), client.getOutputStream());
        protocol.accept(server);
        protocol.close();
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions =
                TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
        if (timestamps.length > 0) {
            extensions.put(Staple.TIMESTAMPS, timestamps);
        }
        return extensions;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return version.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA};
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                PrivateKeyFactory.createKey(issued.key().getEncoded()),
                new Certificate(new TlsCertificate[] {crypto.createCertificate(issued.der())}),
                version.equals(ProtocolVersion.TLSv12)
                        ? SignatureAndHashAlgorithm.getInstance(
                                HashAlgorithm.sha256, SignatureAlgorithm.rsa)
                        : null);
    }
}
