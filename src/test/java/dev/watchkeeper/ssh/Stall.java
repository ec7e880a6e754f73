package dev.watchkeeper.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A listener on a loopback port that misbehaves in one way.
public final class Stall implements AutoCloseable {
    final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final List<Socket> backlog = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Stall(ServerSocket listener) {
        this.listener = listener;
    }

    /// Speaks as the behaviour says on each connection.
    public static Stall with(Behaviour behaviour) {
        try {
            var stall = new Stall(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(() -> stall.accept(behaviour));
            return stall;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A listener whose backlog is full: the kernel drops every further SYN.
    static Stall synDropped() {
        try {
            var stall = new Stall(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            for (int i = 0; i < 4; i++) {
                Socket filler = new Socket();
                stall.backlog.add(filler);
                try {
                    filler.connect(stall.listener.getLocalSocketAddress(), 300);
                } catch (java.net.SocketTimeoutException e) {
                    break;
                }
            }
            return stall;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stall silent() {
        return with((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    public static Stall bannerOnly() {
        return with((in, out) -> {
            out.write("SSH-2.0-Stall\r\n".getBytes(StandardCharsets.US_ASCII));
            in.transferTo(OutputStream.nullOutputStream());
        });
    }

    /// One byte of a greeting every tenth of a second, for ever.
    public static Stall dripping() {
        var stall = new Stall[1];
        stall[0] =
                with((in, out) -> {
                    while (!stall[0].closed.await(
                            100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                        out.write('x');
                    }
                });
        return stall[0];
    }

    /// Sits before a real server and passes everything on until it is told to stop doing so.
    static Stall before(int port, FreezePoint freeze) {
        return with((in, out) -> {
            try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), port)) {
                OutputStream forth = behind.getOutputStream();
                Thread.ofVirtual().start(() -> Closing.quietly(() -> in.transferTo(forth)));
                byte[] buffer = new byte[4096];
                int n = behind.getInputStream().read(buffer);
                while (n >= 0 && !freeze.isFrozen(n)) {
                    out.write(buffer, 0, n);
                    n = behind.getInputStream().read(buffer);
                }
                freeze.reached.await();
            }
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept(Behaviour behaviour) {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofVirtual()
                        .start(() ->
                                Closing.quietly(() -> {
                                    try (socket) {
                                        behaviour.speak(
                                                socket.getInputStream(), socket.getOutputStream());
                                    }
                                }));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
        for (Socket socket : backlog) {
            socket.close();
        }
    }

    /// What to say on one connection.
    public interface Behaviour {
        void speak(InputStream in, OutputStream out) throws Exception;
    }

    /// When a connection that was fine freezes: after so many bytes from the server.
    static final class FreezePoint {
        private long bytes;
        private final CountDownLatch reached = new CountDownLatch(1);
        private long seen;

        FreezePoint(long bytes) {
            this.bytes = bytes;
        }

        synchronized boolean isFrozen(int n) {
            seen += n;
            return seen > bytes;
        }

        /// Freezes once so many more bytes have come from the server.
        synchronized void freezeAfterNow(long more) {
            bytes = seen + more;
        }

        void await() throws InterruptedException {
            reached.await();
        }

        /// Lets the frozen connections end.
        void release() {
            reached.countDown();
        }
    }
}
