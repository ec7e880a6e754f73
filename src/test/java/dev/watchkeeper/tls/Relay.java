package dev.watchkeeper.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/// Passes everything on between a client and a server on loopback.
final class Relay {
    private Relay() {}

    static void between(Socket client, int port) throws IOException {
        try (var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            Thread.ofVirtual().start(() -> pass(client, server));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two has gone.
            return;
        }
    }
}
