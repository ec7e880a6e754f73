package dev.watchkeeper.tls;

import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.OptionalInt;
import java.util.Vector;

/// Asks which cipher suite a server takes of an offer, and goes at its answer. For one use.
final class HelloHandshake implements Handshake {
    private final ClientOffer offer;
    private OptionalInt taken = OptionalInt.empty();

    HelloHandshake(ClientOffer offer) {
        this.offer = offer;
    }

    /// The suite that the server took; empty when it took none.
    OptionalInt taken() {
        return taken;
    }

    @Override
    public Result run(Connection connection, String serverName) throws IOException {
        var protocol =
                new TlsClientProtocol(
                        BouncyHandshake.in(connection), BouncyHandshake.out(connection));
        try {
            protocol.connect(new Hello(serverName));
            return new Broken("the handshake went past its beginning");
        } catch (TlsFatalAlertReceived e) {
            return new Alerted(e.getAlertDescription() & 0xff);
        } catch (TlsFatalAlert e) {
            // Whoever answers with another version than the one offered does not speak this one.
            return e.getAlertDescription() == AlertDescription.protocol_version
                    ? new Alerted(AlertDescription.protocol_version)
                    : new Broken(CertificateReader.reason(e));
        } catch (RuntimeException e) {
            return new Broken(CertificateReader.reason(e));
        }
    }

    private final class Hello extends AbstractTlsClient {
        private final String serverName;

        Hello(String serverName) {
            super(new BcTlsCrypto(new SecureRandom()));
            this.serverName = serverName;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return offer.versionArray();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return offer.suiteArray();
        }

        @Override
        protected @Nullable Vector<ServerName> getSNIServerNames() {
            if (serverName.isEmpty()) {
                return null;
            }
            var names = new Vector<ServerName>();
            names.add(
                    new ServerName(
                            NameType.host_name, serverName.getBytes(StandardCharsets.US_ASCII)));
            return names;
        }

        @Override
        public void notifySelectedCipherSuite(int suite) {
            taken = OptionalInt.of(suite);
            throw new IllegalStateException("enough is known");
        }

        @Override
        public void notifySecureRenegotiation(boolean secureRenegotiation) {
            // An old server without RFC 5746 is to be shown.
        }

        @Override
        public TlsAuthentication getAuthentication() throws IOException {
            throw new TlsFatalAlert(AlertDescription.user_canceled);
        }
    }
}
