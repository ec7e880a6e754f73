package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;

/// TLS 1.0 to 1.3 in Java, which takes what BoringSSL refuses: old versions, weak suites,
/// certificates that nobody can parse, chains of any length. Also the way where Conscrypt has no
/// native library.
final class BouncyHandshake implements Handshake {
    private final ClientOffer offer;
    private final Consumer<Stapled> stapled;

    private BouncyHandshake(ClientOffer offer, Consumer<Stapled> stapled) {
        this.offer = offer;
        this.stapled = stapled;
    }

    /// Offers TLS 1.0 to 1.3.
    static BouncyHandshake ofEveryVersion() {
        return offering(ClientOffer.ofEverything(), _ -> {});
    }

    /// @param stapled is given what came beside the certificate, where the server got that far
    static BouncyHandshake offering(ClientOffer offer, Consumer<Stapled> stapled) {
        return new BouncyHandshake(offer, stapled);
    }

    @Override
    public Result run(Connection connection, String serverName) throws IOException {
        var client = new CollectingClient(offer, serverName);
        var protocol = new TlsClientProtocol(in(connection), out(connection));
        try {
            protocol.connect(client);
            protocol.close();
            return client.captured("");
        } catch (TlsFatalAlertReceived e) {
            int code = e.getAlertDescription() & 0xff;
            return client.hasChain()
                    ? client.captured("alert " + Alerts.name(code))
                    : new Alerted(code);
        } catch (TlsFatalAlert e) {
            return broken(client, e);
        } catch (IOException e) {
            if (client.hasChain()) {
                return client.captured(reason(e));
            }
            throw e;
        } catch (RuntimeException e) {
            return broken(client, e);
        } finally {
            client.stapled().ifPresent(stapled);
        }
    }

    private static Result broken(CollectingClient client, Exception e) {
        return client.hasChain() ? client.captured(reason(e)) : new Broken(reason(e));
    }

    private static String reason(Exception e) {
        if (e instanceof ClosedChannelException) {
            return "the time limit passed";
        }
        String message = e.getMessage();
        return VisibleText.capped(message == null ? e.getClass().getSimpleName() : message, 200);
    }

    static InputStream in(Connection connection) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int n = connection.read(ByteBuffer.wrap(into, offset, length));
                if (n < 0) {
                    throw new EOFException("closed");
                }
                return n;
            }
        };
    }

    static OutputStream out(Connection connection) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                connection.write(ByteBuffer.wrap(from, offset, length));
            }
        };
    }
}
