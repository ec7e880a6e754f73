package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Each way of not showing a certificate has its own result and its own words.
final class TlsProbeFailureTest {
    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    // fault 3
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 400 Bad Request|plain HTTP",
                "SSH-2.0-OpenSSH_9.2p1 Debian|SSH",
                "220 mail.example ESMTP Postfix|SMTP",
                "220 ProFTPD Server ready FTP|FTP",
                "* OK [CAPABILITY IMAP4rev1] ready|IMAP",
                "+OK POP3 ready|POP3",
                "blah|an unknown protocol"
            })
    void whatSpeaksInsteadOfTlsIsNamedAndQuoted(String said, String name) {
        try (var server = TestServer.plain(client -> say(client, said + "\r\n"))) {
            Failed seen = probing.failed(server);
            assertThat(seen.failure()).isEqualTo(Failure.NOT_TLS);
            assertThat(seen.text())
                    .startsWith("not TLS: ")
                    .contains(name, said.substring(0, 4))
                    .endsWith("\\r\\n\"");
        }
    }

    @Test
    void aBannerCannotForgeTextOrHideIt() {
        try (var server =
                TestServer.plain(c -> say(c, "\u001b[2J\u202egood\n" + "x".repeat(900)))) {
            assertThat(probing.failed(server).text())
                    .doesNotContain("\u001b", "\u202e", "\n")
                    .contains("\\u{1b}", "\\u{202e}")
                    .hasSizeLessThan(250);
        }
    }

    // fault 4
    @Test
    void aResetDuringTheHandshakeIsCalledAReset() {
        try (var server =
                TestServer.plain(client -> {
                    readHello(client);
                    client.setSoLinger(true, 0);
                })) {
            Failed seen = probing.failed(server);
            assertThat(seen.failure()).isEqualTo(Failure.RESET);
            assertThat(seen.text()).isEqualTo("connection reset during the handshake");
        }
    }

    @Test
    void aCloseDuringTheHandshakeIsNotCalledAReset() {
        try (var server = TestServer.plain(TlsProbeFailureTest::readHello)) {
            Failed seen = probing.failed(server);
            assertThat(seen.failure()).isEqualTo(Failure.CLOSED);
            assertThat(seen.text()).contains("without a word");
        }
    }

    @ParameterizedTest
    @CsvSource({"40, handshake_failure (40)", "112, unrecognized_name (112)", "80, internal_error"})
    void anAlertIsCalledByItsName(int code, String name) {
        try (var server = TestServer.plain(client -> alert(client, code))) {
            Failed seen = probing.failed(server);
            assertThat(seen.failure()).isEqualTo(Failure.HANDSHAKE_REFUSED);
            assertThat(seen.text()).contains("refused the handshake with alert " + name);
        }
    }

    // fault 5
    @Test
    void aNameWithoutAddressDoesNotResolve() {
        Failed seen = probing.failed("nobody.example", 443, Probing.LIMIT);
        assertThat(seen.failure()).isEqualTo(Failure.NAME_NOT_RESOLVED);
        assertThat(seen.text())
                .isEqualTo("nobody.example does not resolve: the name has no address");
        assertThat(probing.probe().targets(TlsEndpoint.of("nobody.example", 443), Probing.LIMIT))
                .containsExactly(Probing.target("nobody.example", "nobody.example", 443));
    }

    // fault 5
    @Test
    void aClosedPortIsRefused() throws Exception {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        Failed seen = probing.failed("127.0.0.1", port, Probing.LIMIT);
        assertThat(seen.failure()).isEqualTo(Failure.REFUSED);
        assertThat(seen.text()).startsWith("connection refused");
    }

    // fault 5
    @Test
    void anAddressWithoutRouteIsUnreachable() {
        Failed seen = probing.failed("224.0.0.1", 443, Probing.LIMIT);
        assertThat(seen.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(seen.text()).startsWith("no route to the address over IPv4");
    }

    // fault 7
    @Test
    void aBrokenIpv6IsSaidSoBesideAWorkingIpv4() {
        var leaf = Probing.ROOT.issue(TestCertificates.server("both.example"));
        try (var both = new Probing(name -> List.of(ip("ff0e::1"), ip("127.0.0.1")), () -> true);
                var server = TestServer.tls(leaf)) {
            List<TlsTarget> targets =
                    both.probe()
                            .targets(TlsEndpoint.of("both.example", server.port()), Probing.LIMIT);
            assertThat(targets)
                    .extracting(TlsTarget::address)
                    .containsExactly("ff0e:0:0:0:0:0:0:1", "127.0.0.1");
            assertThat(both.probe().observe(targets.getFirst(), Probing.LIMIT).text())
                    .startsWith("no route to the address over IPv6");
            assertThat(both.probe().observe(targets.getLast(), Probing.LIMIT).text())
                    .isEqualTo("certificate is good");
        }
    }

    // fault 84
    @Test
    void aWorkstationWithoutNetworkIsOfflineButStillReachesItself() throws Exception {
        try (var offline = new Probing(n -> List.of(ip("224.0.0.1")), () -> false);
                var silent = TestServer.plain(TlsProbeFailureTest::readHello)) {
            assertThat(offline.failed("224.0.0.1", 443, Probing.LIMIT).failure())
                    .isEqualTo(Failure.OFFLINE);
            assertThat(offline.failed(silent).failure()).isEqualTo(Failure.CLOSED);
        }
        try (var offline =
                new Probing(
                        name -> {
                            throw new java.net.UnknownHostException(name);
                        },
                        () -> false)) {
            assertThat(offline.failed("docs.example", 443, Probing.LIMIT).failure())
                    .isEqualTo(Failure.OFFLINE);
        }
    }

    private static InetAddress ip(String address) {
        return InetAddress.ofLiteral(address);
    }

    private static void say(Socket client, String text) throws Exception {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getInputStream().readAllBytes();
    }

    private static void readHello(Socket client) throws Exception {
        byte[] header = client.getInputStream().readNBytes(5);
        client.getInputStream().skipNBytes(ByteBuffer.wrap(header).getShort(3));
    }

    private static void alert(Socket client, int code) throws Exception {
        readHello(client);
        client.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, (byte) code});
    }
}
