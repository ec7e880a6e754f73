package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.supervision.ReceiptWatch.Arrival;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

final class WebhookReceiptTest {
    private static final String TOKEN = "watchkeeper-drill-4711";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void aBodyWithTheTokenHasArrivedEvenBeforeItIsWaitedFor() throws Exception {
        try (var watch = open()) {
            assertThat(post(watch, "{\"labels\": {\"token\": \"" + TOKEN + "\"}}")).isEqualTo(200);

            assertThat(watch.await(SHORT)).isInstanceOf(Arrival.Arrived.class);
        }
    }

    @Test
    void anotherBodyHasNot() throws Exception {
        try (var watch = open()) {
            assertThat(post(watch, "{\"labels\": {\"token\": \"watchkeeper-drill-1\"}}"))
                    .isEqualTo(200);

            assertThat(watch.await(SHORT))
                    .isInstanceOf(Arrival.Missing.class)
                    .extracting(Arrival::text)
                    .asString()
                    .endsWith(":" + ((WebhookReceipt) watch).port() + " within 1 ms");
        }
    }

    @Test
    void aBodyWithoutEndIsCut() throws Exception {
        try (var watch = open()) {
            assertThat(post(watch, "x".repeat(2 << 20) + TOKEN)).isEqualTo(413);

            assertThat(watch.await(SHORT)).isInstanceOf(Arrival.Missing.class);
        }
    }

    @Test
    void thoseThatSendNothingKeepNobodyOutAndEndWithTheWatch() throws Exception {
        try (var silent = new Socket()) {
            try (var watch = open()) {
                int port = ((WebhookReceipt) watch).port();
                silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                silent.getOutputStream()
                        .write(
                                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(post(watch, TOKEN)).isEqualTo(200);
            }
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void anAddressThatIsTakenSaysSo() throws Exception {
        try (var first = open()) {
            int port = ((WebhookReceipt) first).port();
            try (var second = WebhookReceipt.open(new Receipt.Webhook("127.0.0.1", port), TOKEN)) {
                assertThat(second.await(LONG))
                        .isInstanceOf(Arrival.Unknown.class)
                        .extracting(Arrival::text)
                        .asString()
                        .startsWith("the console cannot listen on 127.0.0.1 port " + port);
            }
        }
    }

    private static ReceiptWatch open() {
        return WebhookReceipt.open(new Receipt.Webhook("127.0.0.1", 0), TOKEN);
    }

    private static int post(ReceiptWatch watch, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + ((WebhookReceipt) watch).port() + "/");
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
