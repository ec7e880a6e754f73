package dev.watchkeeper.tls;

import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;

/// A server that stopped at one old version of TLS, with an RSA key.
final class OldServer extends DefaultTlsServer {
    private final TestCertificates.Issued issued;
    private final ProtocolVersion version;
    private final BcTlsCrypto crypto;

    private OldServer(BcTlsCrypto crypto, TestCertificates.Issued issued, ProtocolVersion version) {
        super(crypto);
        this.crypto = crypto;
        this.issued = issued;
        this.version = version;
    }

    static TestServer speaking(ProtocolVersion version, TestCertificates.Issued issued) {
        return TestServer.plain(client -> serve(client, version, issued));
    }

    private static void serve(
            Socket client, ProtocolVersion version, TestCertificates.Issued issued)
            throws IOException {
        var protocol = new TlsServerProtocol(client.getInputStream(), client.getOutputStream());
        protocol.accept(new OldServer(new BcTlsCrypto(new SecureRandom()), issued, version));
        protocol.close();
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
                null);
    }
}
