package dev.watchkeeper.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.watchkeeper.tls.PrivateAuthority.Issued;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A TLS proxy on a loopback port of its own, which serves one certificate a name and whose
/// certificates can be exchanged while it runs.
///
/// A virtual thread accepts, another one a connection; [#close()] ends them all.
final class TlsProxy implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final byte[] PAGE =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private final String label;
    private final String first;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Issued> served = new LinkedHashMap<>();
    private volatile SSLContext context;

    /// Listens at once.
    ///
    /// @param first the name whose certificate is presented to clients that ask for none
    /// @param certificates by name
    TlsProxy(String label, String first, Map<String, Issued> certificates) throws IOException {
        this.label = label;
        this.first = first;
        served.putAll(certificates);
        context = context(served, first);
        listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("demo " + label).start(this::accept);
    }

    String label() {
        return label;
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Serves this certificate under the name from now on. The new context has no sessions, so that
    /// nobody resumes one that the old certificate vouched for.
    synchronized void serve(String name, Issued issued) {
        served.put(name, issued);
        context = context(served, first);
    }

    synchronized Issued served(String name) {
        Issued issued = served.get(name);
        if (issued == null) {
            throw new IllegalArgumentException("no certificate for " + name);
        }
        return issued;
    }

    private static SSLContext context(Map<String, Issued> served, String first) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ServedKeys(served, first)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().name("demo " + label).start(() -> answer(socket));
            } catch (IOException _) {
                // Closed, or out of descriptors for a moment: the condition above decides.
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
            tls.setUseClientMode(false);
            tls.startHandshake();
            if (tls.getInputStream().read() >= 0) {
                tls.getOutputStream().write(PAGE);
            }
            tls.close();
        } catch (IOException _) {
            // The client went away or never spoke TLS: nothing to tell anybody.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
