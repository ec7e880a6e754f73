package dev.watchkeeper.supervision;

import dev.watchkeeper.tls.TrustStore;

import org.eclipse.angus.mail.util.WriteTimeoutSocket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLSocketFactory;

/// The connections to one mail server: each hands on a bounded number of bytes, and all can be
/// closed from outside at once.
final class MailSockets extends SSLSocketFactory {
    private static final long MOST_BYTES = 8L << 20;
    private static final int WRITE_MS = 10_000;

    private final SSLSocketFactory tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private MailSockets(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /// @param more files whose certificates are trusted beside those of this machine
    static MailSockets trusting(List<Path> more) throws IOException {
        TrustStore store = TrustStore.system().orElseGet(TrustStore::jdkDefault);
        for (Path file : more) {
            store = store.and(TrustStore.pemFile(file));
        }
        return new MailSockets(store.clientContext().getSocketFactory());
    }

    void closeAll() {
        List<Socket> all = List.copyOf(open);
        open.removeAll(all);
        for (Socket socket : all) {
            try {
                socket.close();
            } catch (IOException _) {
                // It is closed for us.
            }
        }
    }

    /// The one that the library calls: TLS over a connection that it has made.
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
            throws IOException {
        open.add(socket);
        return tls.createSocket(new Bounded(socket), host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    private static final class Bounded extends WriteTimeoutSocket {
        private final InputStream in;

        Bounded(Socket socket) throws IOException {
            super(socket, WRITE_MS);
            in = new Counted(socket.getInputStream());
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }
    }

    private static final class Counted extends FilterInputStream {
        private long left = MOST_BYTES;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            return count(n, n);
        }

        private int count(int result, int bytes) throws IOException {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new IOException("the mail server sends without end");
            }
            return result;
        }
    }
}
