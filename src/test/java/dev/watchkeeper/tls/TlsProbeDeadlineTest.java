package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Whatever a peer does, the answer comes at the limit.
@Timeout(60)
final class TlsProbeDeadlineTest {
    private static final Duration LIMIT = Duration.ofMillis(2_500);

    private final Probing probing = new Probing();
    private final Slack slack = Slack.measured();

    @AfterEach
    void close() {
        slack.close();
        probing.close();
    }

    // fault 1
    @Test
    void aSilentPeerFailsAtTheLimit() {
        try (var server = TestServer.plain(client -> swallow(client))) {
            assertTimedOut(probing.failed("127.0.0.1", server.port(), LIMIT), "never answered");
        }
    }

    // fault 2
    @Test
    void aPeerThatSendsAByteASecondFailsAtTheLimit() {
        try (var server = TestServer.plain(client -> drip(client, 0x16, 3, 3, 0x40, 0, 2))) {
            assertTimedOut(probing.failed("127.0.0.1", server.port(), LIMIT), "did not finish");
        }
    }

    // fault 5
    @Test
    void aConnectionThatNobodyAnswersFailsAtTheLimit() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            List<SocketChannel> crowd = fill(server);
            assertTimedOut(
                    probing.failed("127.0.0.1", server.getLocalPort(), LIMIT),
                    "the connection was not answered");
            for (SocketChannel channel : crowd) {
                channel.close();
            }
        }
    }

    // fault 5
    @Test
    void aResolverThatHangsFailsAtTheLimit() {
        var never = new CountDownLatch(1);
        try (var hung = new Probing(name -> await(never), () -> true)) {
            Failed seen = hung.failed("backend.example", 443, LIMIT);
            assertThat(seen.failure()).isEqualTo(Failure.NAME_NOT_RESOLVED);
            assertThat(seen.text())
                    .isEqualTo("timed out after 2500 ms while resolving backend.example");
            assertThat(seen.took()).isBetween(LIMIT, latest());
            List<TlsTarget> targets =
                    hung.probe().targets(TlsEndpoint.of("backend.example", 443), LIMIT);
            assertThat(targets).extracting(TlsTarget::address).containsExactly("backend.example");
        }
    }

    // fault 19
    @Test
    void aCancelledObservationEndsAtOnceAndWhatComesLaterIsDropped() throws Exception {
        var here = new CountDownLatch(1);
        var answer = new CompletableFuture<TlsObservation>();
        try (var server =
                TestServer.plain(client -> {
                    here.countDown();
                    swallow(client);
                })) {
            TlsTarget target = Probing.target("late.example", "127.0.0.1", server.port());
            Thread observer =
                    Thread.ofVirtual()
                            .start(() ->
                                    answer.complete(
                                            probing.probe().observe(target, Duration.ofHours(1))));
            here.await();
            observer.interrupt();
            assertThat(answer.get(50, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Failed.class, f -> assertThat(f.text()).isEqualTo("cancelled"));
        }
    }

    @Test
    void aPeerThatStallsAfterItsCertificateIsStillShown() {
        var leaf = Probing.ROOT.issue(TestCertificates.server("stall.example"));
        try (var real = TestServer.tls("127.0.0.1", leaf, s -> s.setEnabledProtocols(TLS_1_2));
                var server = TestServer.plain(client -> firstFlightOnly(client, real.port()))) {
            var probe =
                    new TlsProbe(
                            Clock.systemUTC(), Probing.ROOT.trusted(), n -> List.of(), () -> true);
            TlsObservation seen =
                    probe.observe(
                            Probing.target("stall.example", "127.0.0.1", server.port()), LIMIT);
            assertThat(seen).isInstanceOf(TlsObservation.Presented.class);
            assertThat(seen.text()).contains("did not finish", "the time limit passed");
            assertThat(seen.took()).isLessThan(latest());
            probe.close();
        }
    }

    private static final String[] TLS_1_2 = {"TLSv1.2"};

    private static void firstFlightOnly(Socket client, int realPort) throws IOException {
        try (var real = new Socket(InetAddress.ofLiteral("127.0.0.1"), realPort)) {
            byte[] buffer = new byte[20_000];
            int n = client.getInputStream().read(buffer);
            real.getOutputStream().write(buffer, 0, n);
            // It says nothing more until it is answered, and it is not.
            real.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private Duration latest() {
        return LIMIT.plus(slack.allowed());
    }

    private void assertTimedOut(Failed seen, String where) {
        assertThat(seen.failure()).isEqualTo(Failure.TIMED_OUT);
        assertThat(seen.text()).startsWith("timed out after 2500 ms").contains(where);
        assertThat(seen.took()).isBetween(LIMIT, latest());
    }

    private static void swallow(Socket client) throws IOException {
        while (client.getInputStream().read() >= 0) {
            client.getInputStream().skip(client.getInputStream().available());
        }
    }

    /// The read's time limit is the clock of the drip.
    private static void drip(Socket client, int... bytes) throws IOException {
        client.getInputStream().skip(1);
        client.setSoTimeout(200);
        int next = 0;
        boolean open = true;
        while (open) {
            client.getOutputStream().write(bytes[next++ % bytes.length]);
            try {
                open = client.getInputStream().readAllBytes().length > 0;
            } catch (SocketTimeoutException e) {
                open = true;
            }
        }
    }

    /// Fills the queue of connections that nobody accepts: the kernel drops what comes after.
    private static List<SocketChannel> fill(ServerSocket server) throws IOException {
        List<SocketChannel> crowd = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(server.getLocalSocketAddress());
            crowd.add(channel);
        }
        return crowd;
    }

    private static List<InetAddress> await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }
}
