package dev.watchkeeper.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An HTTP server on loopback that answers as a test says, and keeps each request that it has read
/// in full, in order.
public final class HookServer implements AutoCloseable {
    private static final long SECONDS = 120;

    private final BlockingQueue<Request> read = new LinkedBlockingQueue<>();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final int port;
    private Optional<ServerSocket> socket = Optional.empty();

    private HookServer(int port) {
        this.port = port;
    }

    /// What is done with a request; after the last of a script, it is taken.
    public enum Answer {
        OK,
        UNAVAILABLE,
        REDIRECT,
        /// Never answered.
        HANG,
        /// Read in full, and then reset.
        RESET
    }

    /// One that is up.
    public static HookServer up() throws IOException {
        HookServer server = down();
        server.open();
        return server;
    }

    /// One that refuses connections, until it is opened.
    public static HookServer down() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new HookServer(probe.getLocalPort());
        }
    }

    public void open() throws IOException {
        var listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        socket = Optional.of(listening);
        Thread.ofVirtual().start(() -> accept(listening));
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public HookServer answers(Answer... answers) {
        script.addAll(List.of(answers));
        return this;
    }

    /// The next request that was read, whatever became of it.
    public Request next() throws InterruptedException {
        Request request = read.poll(SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    /// The requests that were read and not asked for.
    public List<Request> rest() {
        var all = new ArrayList<Request>();
        read.drainTo(all);
        return all;
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            Request request = request(new BufferedInputStream(client.getInputStream()));
            Answer answer = Optional.ofNullable(script.poll()).orElse(Answer.OK);
            switch (answer) {
                case OK -> say(client, "204 No Content");
                case UNAVAILABLE -> say(client, "503 Service Unavailable");
                case REDIRECT -> say(client, "302 Found\r\nLocation: http://127.0.0.1:1/");
                case HANG -> {}
                case RESET -> {
                    client.setSoLinger(true, 0);
                    client.close();
                }
            }
            read.add(request.with(answer));
        } catch (IOException _) {
            // Who asked went away in the middle.
            return;
        }
    }

    private static void say(Socket client, String status) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(head.getBytes(UTF_8));
        client.close();
    }

    private static Request request(InputStream in) throws IOException {
        String first = line(in);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(first, headers, new String(in.readNBytes(length), UTF_8), Answer.OK);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("ended");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (socket.isPresent()) {
            socket.get().close();
        }
        for (Socket client : open) {
            client.close();
        }
    }

    /// A request that was read in full.
    ///
    /// @param line `POST /hook HTTP/1.1`
    /// @param headers by their name in lower case
    /// @param answer what was done with it
    public record Request(String line, Map<String, String> headers, String body, Answer answer) {
        Request with(Answer given) {
            return new Request(line, headers, body, given);
        }

        public String id() {
            return headers.getOrDefault("idempotency-key", "");
        }
    }
}
