package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.supervision.ReceiptWatch.Arrival;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// With what is no mail server; the real one is in the lab.
final class ImapReceiptTest {
    private static final String TOKEN = "watchkeeper-drill-4711";

    @TempDir private Path folder;

    @Test
    void aServerThatNeverAnswersIsLeftAtTheDeadline() throws Exception {
        Files.writeString(folder.resolve("secret"), "password\n");
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var watch = open(server.getLocalPort(), Duration.ofMillis(200));
                var accepted = server.accept()) {
            // What was sent and then the end: the connection was closed by us.
            accepted.getInputStream().readAllBytes();
            assertThat(watch.await(Duration.ofSeconds(30)))
                    .isEqualTo(
                            new Arrival.Unknown(
                                    "INBOX of ops\\u{202e} at 127.0.0.1 did not answer in time"));
        }
    }

    @Test
    void aPasswordThatIsNotThereIsNamed() throws Exception {
        try (var watch = open(1, Duration.ofSeconds(30))) {
            assertThat(watch.await(Duration.ofSeconds(30)).text())
                    .endsWith("there is no file of the password: " + folder.resolve("secret"));
        }
    }

    private ReceiptWatch open(int port, Duration within) throws InterruptedException {
        return ImapReceipt.open(
                new Receipt.Imap("127.0.0.1", port, "ops\u202e", folder.resolve("secret"), "INBOX"),
                Fleet.empty(),
                TOKEN,
                Duration.ofMillis(20),
                within);
    }
}
