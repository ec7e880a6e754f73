package dev.watchkeeper.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A server on loopback that treats each of its clients in one way, each on a thread of its own.
public final class TestServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    /// What is done with a client; the socket is closed afterwards.
    @FunctionalInterface
    public interface Conversation {
        void with(Socket client) throws Exception;
    }

    private TestServer(ServerSocket socket, Conversation conversation) {
        this.socket = socket;
        Thread.ofVirtual().start(() -> accept(conversation));
    }

    /// Listens on 127.0.0.1.
    public static TestServer plain(Conversation conversation) {
        try {
            return new TestServer(new ServerSocket(0, 100, loopback()), conversation);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Presents the chain.
    public static TestServer tls(TestCertificates.Issued issued) {
        return tls("127.0.0.1", 0, issued, s -> {});
    }

    /// Presents the chain on a port of choice.
    public static TestServer tls(String address, int port, TestCertificates.Issued issued) {
        return tls(address, port, issued, s -> {});
    }

    /// Presents the chain, and then does something with each client.
    public static TestServer talking(TestCertificates.Issued issued, Conversation conversation) {
        try {
            var socket =
                    context(issued.key(), issued.chain())
                            .getServerSocketFactory()
                            .createServerSocket(0, 100, loopback());
            return new TestServer(socket, conversation);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param setUp prepares the listening socket
    public static TestServer tls(
            String address,
            TestCertificates.Issued issued,
            java.util.function.Consumer<SSLServerSocket> setUp) {
        return tls(address, 0, issued, setUp);
    }

    private static TestServer tls(
            String address,
            int port,
            TestCertificates.Issued issued,
            java.util.function.Consumer<SSLServerSocket> setUp) {
        try {
            SSLContext context = context(issued.key(), issued.chain());
            var socket =
                    (SSLServerSocket)
                            context.getServerSocketFactory()
                                    .createServerSocket(port, 100, InetAddress.ofLiteral(address));
            setUp.accept(socket);
            return new TestServer(socket, TestServer::shakeHands);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// Presents `named` to clients that send SNI, and `plain` to others.
    public static TestServer byName(TestCertificates.Issued named, TestCertificates.Issued plain) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ByName(named, plain)}, null, null);
            return new TestServer(
                    context.getServerSocketFactory().createServerSocket(0, 100, loopback()),
                    TestServer::shakeHands);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    private static SSLContext context(PrivateKey key, List<? extends Certificate> chain)
            throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key, new char[0], chain.toArray(Certificate[]::new));
        var factory = javax.net.ssl.KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    /// Presents the chain on a connection on which something else was said before.
    static void shakeHands(Socket client, TestCertificates.Issued issued) throws Exception {
        var factory = context(issued.key(), issued.chain()).getSocketFactory();
        try (var tls = (SSLSocket) factory.createSocket(client, "client", 1, true)) {
            tls.setUseClientMode(false);
            shakeHands(tls);
        }
    }

    private static void shakeHands(Socket client) throws IOException {
        ((SSLSocket) client).startHandshake();
        client.getInputStream().read();
    }

    private void accept(Conversation conversation) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client, conversation));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket client, Conversation conversation) {
        try (client) {
            conversation.with(client);
        } catch (Exception e) {
            // The client may go when it likes.
            return;
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /// How many clients came.
    public int clients() {
        return clients.size();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class ByName extends javax.net.ssl.X509ExtendedKeyManager {
        private final TestCertificates.Issued named;
        private final TestCertificates.Issued plain;

        ByName(TestCertificates.Issued named, TestCertificates.Issued plain) {
            this.named = named;
            this.plain = plain;
        }

        private TestCertificates.Issued of(String alias) {
            return alias.equals("named") ? named : plain;
        }

        @Override
        public String chooseServerAlias(
                String type, java.security.Principal[] issuers, Socket socket) {
            var session = (ExtendedSSLSession) ((SSLSocket) socket).getHandshakeSession();
            return session.getRequestedServerNames().isEmpty() ? "plain" : "named";
        }

        @Override
        public java.security.cert.X509Certificate[] getCertificateChain(String alias) {
            return of(alias).chain().toArray(java.security.cert.X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return of(alias).key();
        }

        @Override
        public String[] getServerAliases(String type, java.security.Principal[] issuers) {
            return new String[] {"named", "plain"};
        }

        @Override
        public String[] getClientAliases(String type, java.security.Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseClientAlias(
                String[] types, java.security.Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException();
        }
    }
}
