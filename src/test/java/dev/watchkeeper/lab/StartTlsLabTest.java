package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TestServer;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsObservation.Presented;
import dev.watchkeeper.tls.TlsProbe;
import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// The real servers of each protocol, beside `openssl s_client -starttls`.
@Tag("lab")
final class StartTlsLabTest {
    private static final Issued ROOT = TestCertificates.root("Lab Root");
    private static final Issued LEAF = ROOT.issue(TestCertificates.server("lab.example"));

    @TempDir private Path folder;

    private final TlsProbe probe = new TlsProbe(Clock.systemUTC(), ROOT.trusted());

    @AfterEach
    void close() {
        probe.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUBMISSION", "NNTP"})
    void theCertificateIsOpenssls(StartTls protocol) throws Exception {
        try (var server = start(protocol, true)) {
            TlsObservation seen = observe(protocol, server.port());
            assertThat(seen).as("%s", seen.text()).isInstanceOf(Presented.class);
            Presented shown = (Presented) seen;
            assertThat(((Parsed) shown.leaf()).pem()).isEqualTo(openssl(protocol, server.port()));
            assertThat(shown.text()).isEqualTo("certificate is good");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUBMISSION", "NNTP"})
    void aServerWithoutTlsIsAFailure(StartTls protocol) throws Exception {
        try (var server = start(protocol, false)) {
            TlsObservation seen = observe(protocol, server.port());
            assertThat(seen).as("%s", seen.text()).isInstanceOf(Failed.class);
            // vsftpd says "530 Please login" to what it does not know before a login.
            Failure expected =
                    protocol == StartTls.FTP
                            ? Failure.STARTTLS_REFUSED
                            : Failure.STARTTLS_NOT_OFFERED;
            assertThat(((Failed) seen).failure()).as("%s", seen.text()).isEqualTo(expected);
        }
    }

    @Test
    void anOfferThatIsStrippedOnTheWayIsAFailure() throws Exception {
        for (StartTls protocol : List.of(StartTls.SMTP, StartTls.IMAP, StartTls.POP3)) {
            String word = protocol == StartTls.POP3 ? "STLS" : "STARTTLS";
            try (var server = start(protocol, true);
                    var between = TestServer.plain(c -> strip(c, server.port(), word))) {
                Failed seen = (Failed) observe(protocol, between.port());
                assertThat(seen.failure()).isEqualTo(Failure.STARTTLS_NOT_OFFERED);
                assertThat(seen.text()).contains("X".repeat(word.length()), "strips the offer");
            }
        }
    }

    @Test
    void aWrongChoiceTellsWhatPostfixSpeaks() throws Exception {
        try (var server = start(StartTls.SMTP, true)) {
            assertThat(observe(StartTls.IMAP, server.port()).text())
                    .startsWith("not IMAP: the port speaks SMTP");
        }
    }

    /// What some firewalls do to mail.
    private static void strip(Socket client, int port, String word) throws IOException {
        try (var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            Thread.ofVirtual().start(() -> pass(client, server));
            InputStream in = server.getInputStream();
            byte[] buffer = new byte[10_000];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String said = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                OutputStream out = client.getOutputStream();
                out.write(
                        said.replace(word, "X".repeat(word.length()))
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
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

    private LabServer start(StartTls protocol, boolean tls) throws Exception {
        LabFolder place = LabFolder.of(folder, protocol.word(), LEAF, tls);
        return switch (protocol) {
            case SMTP, SUBMISSION -> LabMail.postfix(place);
            case IMAP, POP3, SIEVE -> LabMail.dovecot(place, protocol.word());
            case POSTGRES -> LabDirectories.postgres(place);
            case MYSQL -> LabDirectories.mariadb(place);
            case LDAP -> LabDirectories.slapd(place);
            case FTP -> LabDirectories.vsftpd(place);
            case XMPP -> LabChat.prosody(place, false);
            case XMPP_SERVER -> LabChat.prosody(place, true);
            case IRC -> LabChat.inspircd(place);
            case NNTP ->
                    throw new IllegalArgumentException("Debian's INN wants a machine of its own");
        };
    }

    private TlsObservation observe(StartTls protocol, int port) {
        TlsEndpoint endpoint = TlsEndpoint.of("lab.example", port).after(protocol);
        var target = new TlsTarget(endpoint, "127.0.0.1", "127.0.0.1", port);
        return probe.observe(target, Duration.ofSeconds(30));
    }

    private static String openssl(StartTls protocol, int port) throws Exception {
        String command =
                "openssl s_client -connect 127.0.0.1:%d -starttls %s -name lab.example </dev/null |"
                                .formatted(port, protocol.word())
                        + " openssl x509";
        Process process =
                new ProcessBuilder("sh", "-c", command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
