package dev.watchkeeper.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;

/// As much of HTTP as a test's authority speaks.
final class AcmeHttp {
    private AcmeHttp() {}

    /// Returns the request line.
    static String request(Socket client) throws IOException {
        var read = new ByteArrayOutputStream();
        while (!read.toString(US_ASCII).endsWith("\r\n\r\n")) {
            int c = client.getInputStream().read();
            if (c < 0) {
                throw new IOException("no request");
            }
            read.write(c);
        }
        return read.toString(US_ASCII).lines().findFirst().orElseThrow();
    }

    static void answer(Socket client, String status, String headers, String body)
            throws IOException {
        String text =
                "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s"
                        .formatted(status, body.length(), headers, body);
        client.getOutputStream().write(text.getBytes(US_ASCII));
        client.getOutputStream().flush();
    }
}
