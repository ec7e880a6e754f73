package dev.watchkeeper.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A mail server on loopback that takes what it is given, or stops in the middle.
final class ScriptedMail implements AutoCloseable {
    private final ServerSocket socket;
    private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();
    private final String silentAt;

    /// @param silentAt the command to which it never answers; empty for none
    ScriptedMail(String silentAt) throws IOException {
        this.silentAt = silentAt;
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// The next mail as it came, envelope first.
    String next() throws InterruptedException {
        String mail = mails.poll(60, TimeUnit.SECONDS);
        if (mail == null) {
            throw new AssertionError("no mail came");
        }
        return mail;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            OutputStream out = client.getOutputStream();
            var mail = new StringBuilder();
            say(out, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!silentAt.isEmpty() && line.startsWith(silentAt)) {
                    var _ = in.readLine();
                    return;
                }
                if (line.startsWith("DATA")) {
                    say(out, "354 go on");
                    for (String d = in.readLine(); !d.equals("."); d = in.readLine()) {
                        mail.append(d).append('\n');
                    }
                    mails.add(mail.toString());
                } else {
                    mail.append(line).append('\n');
                }
                say(out, line.startsWith("EHLO") ? "250 watchkeeper.test" : "250 ok");
            }
        } catch (IOException _) {
            // The other side went away.
            return;
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
