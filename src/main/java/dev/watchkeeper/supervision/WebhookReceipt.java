package dev.watchkeeper.supervision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.inventory.VisibleText;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A webhook that listens while a drill is under way. Who sends what to it is not known: it looks
/// for the token, and keeps nothing.
final class WebhookReceipt implements ReceiptWatch {
    private static final int MOST_BYTES = 1 << 20;
    private static final int AT_ONCE = 16;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String token;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final Semaphore places = new Semaphore(AT_ONCE);

    private WebhookReceipt(HttpServer server, ExecutorService threads, String token) {
        this.server = server;
        this.threads = threads;
        this.token = token;
    }

    static ReceiptWatch open(Receipt.Webhook webhook, String token) {
        HttpServer server;
        try {
            var address =
                    new InetSocketAddress(InetAddress.getByName(webhook.address()), webhook.port());
            server = HttpServer.create(address, AT_ONCE);
        } catch (IOException | IllegalArgumentException e) {
            return ReceiptWatch.blind(
                    "the console cannot listen on %s port %d: %s"
                            .formatted(
                                    VisibleText.of(webhook.address()),
                                    webhook.port(),
                                    VisibleText.capped(String.valueOf(e.getMessage()), 200)));
        }
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var watch = new WebhookReceipt(server, threads, token);
        server.setExecutor(threads);
        server.createContext("/", watch::handle);
        server.start();
        return watch;
    }

    /// The port that it listens on.
    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!places.tryAcquire()) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            try {
                exchange.sendResponseHeaders(status(exchange), -1);
            } finally {
                places.release();
            }
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (new String(body, StandardCharsets.ISO_8859_1).contains(token)) {
            arrived.countDown();
            return 200;
        }
        return body.length > MOST_BYTES ? 413 : 200;
    }

    @Override
    public Arrival await(Duration within) throws InterruptedException {
        String place = VisibleText.of(server.getAddress().toString());
        return arrived.await(within.toNanos(), TimeUnit.NANOSECONDS)
                ? new Arrival.Arrived("it came to the console's webhook at " + place)
                : new Arrival.Missing(
                        "it did not come to the console's webhook at %s within %s"
                                .formatted(place, Spoken.of(within)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
