package dev.watchkeeper.supervision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP API on loopback that answers as it is told.
public final class ScriptedApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /// @param target path and query, as they were sent
    public record Asked(String method, String target, Headers headers, String body) {}

    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public ScriptedApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(
                new Asked(
                        exchange.getRequestMethod(),
                        uri.toString(),
                        exchange.getRequestHeaders(),
                        body));
        String decoded =
                uri.getPath() + (uri.getQuery() == null ? form(body) : "?" + uri.getQuery());
        try (exchange) {
            Optional.ofNullable(answers.get(decoded))
                    .or(() -> Optional.ofNullable(answers.get(uri.getPath())))
                    .orElse(status(404, "404 page not found"))
                    .to(exchange);
        }
    }

    /// What a form asks, as if it stood in the address; the moment that it asks for left out.
    private static String form(String body) {
        return body.startsWith("query=")
                ? "?" + URLDecoder.decode(body.replaceFirst("&time=.*", ""), UTF_8)
                : "";
    }

    /// Answers a path, with or without its query (decoded), in the address or as a form.
    public ScriptedApi on(String target, Answer answer) {
        answers.put(target, answer);
        return this;
    }

    public ScriptedApi on(String target, String json) {
        return on(target, status(200, json));
    }

    public static Answer status(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
