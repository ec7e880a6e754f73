package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;
import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/// Servers that are slow, endless, closed, or of another protocol than they are asked in.
@Timeout(60)
final class StartTlsFaultTest {
    private static final Issued LEAF =
            Probing.ROOT.issue(TestCertificates.server("starttls.example"));
    private static final Duration SHORT = Duration.ofMillis(800);

    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SMTP, IMAP, SMTP",
        "IMAP, SMTP, IMAP",
        "POP3, IMAP, POP3",
        "NNTP, SMTP, NNTP",
        "SIEVE, IMAP, ManageSieve",
        "MYSQL, IMAP, MySQL",
        "SMTP, NNTP, SMTP",
        "SMTP, SIEVE, SMTP",
        "SMTP, LDAP, SMTP",
        "SMTP, XMPP, SMTP",
        "SMTP, POSTGRES, SMTP",
        "SMTP, MYSQL, SMTP",
        "SMTP, IRC, SMTP",
        "IMAP, POP3, IMAP",
        "IRC, FTP, IRC",
    })
    void aWrongChoiceTellsWhatThePortSpoke(StartTls spoken, StartTls asked, String name) {
        String greeting =
                StartTlsScripts.agreeing(spoken)
                        .lines()
                        .takeWhile(l -> l.toLowerCase(Locale.ROOT).startsWith("s: "))
                        .collect(Collectors.joining("\n"));
        try (var server = Script.of(LEAF, greeting + "\nHANG").serve()) {
            Failed seen = probing.failed(asked, server);
            assertThat(seen.failure()).isEqualTo(Failure.WRONG_PROTOCOL);
            assertThat(seen.text())
                    .startsWith("not " + asked.protocol() + ": the port speaks " + name)
                    .contains("(starttls: " + spoken.word() + " asks it)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SMTP, 220 (vsFTPd 3.0.3), FTP",
        "FTP, 220 mail.example ESMTP, SMTP",
        "IMAP, HTTP/1.1 400 Bad Request, plain HTTP",
        "XMPP, <html>, HTML or XML",
        "LDAP, SSH-2.0-OpenSSH_9.2, SSH"
    })
    void aGreetingIsTakenByWhatItSays(StartTls asked, String said, String name) {
        try (var server = Script.of(LEAF, "S: " + said + "\nHANG").serve()) {
            Failed seen = probing.failed(asked, server);
            assertThat(seen.failure()).isEqualTo(Failure.WRONG_PROTOCOL);
            assertThat(seen.text()).contains("the port speaks " + name, said);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"XMPP", "LDAP", "POSTGRES", "IRC"})
    void aPortThatSpeaksTlsFromTheFirstByteIsToldSo(StartTls asked) {
        // Clients of these speak first, and a TLS server answers with an alert.
        try (var server = Script.of(LEAF, "c: 8\ns: \\025\\003\\003\\000\\002\\002\\062").serve()) {
            assertThat(probing.failed(asked, server).text())
                    .contains("TLS from the first byte", "leave starttls out");
        }
    }

    @Test
    void aServerThatIsAskedForTlsTooEarlyIsToldHowToAskIt() {
        try (var server = Script.of(LEAF, "S: * OK IMAP4rev1 ready\nHANG").serve()) {
            Failed seen = probing.failed(server);
            assertThat(seen.failure()).isEqualTo(Failure.NOT_TLS);
            assertThat(seen.text())
                    .startsWith("not TLS: the port speaks IMAP (starttls: imap asks it)");
        }
    }

    // fault 1
    @ParameterizedTest
    @EnumSource
    void aSilentServerFailsAtTheLimitWithItsProtocol(StartTls asked) {
        try (var slack = Slack.measured();
                var server = Script.of(LEAF, "HANG").serve()) {
            TlsObservation seen = probing.observe(asked, "failing.example", server, SHORT);
            assertThat(seen)
                    .isInstanceOfSatisfying(
                            Failed.class,
                            f -> assertThat(f.failure()).isEqualTo(Failure.TIMED_OUT));
            assertThat(seen.text())
                    .startsWith("timed out after 800 ms: connected, but the server never said")
                    .contains(asked.protocol());
            assertThat(seen.took()).isBetween(SHORT, SHORT.plus(slack.allowed()));
        }
    }

    // fault 2
    @Test
    void aGreetingOfOneByteATimeThatNeverEndsFailsAtTheLimit() {
        try (var slack = Slack.measured();
                var server = TestServer.plain(c -> drip(c.getOutputStream(), "220-x\r\n", 5))) {
            TlsObservation seen = probing.observe(StartTls.SMTP, "failing.example", server, SHORT);
            assertThat(seen.text())
                    .startsWith("timed out after 800 ms: the SMTP dialogue before TLS began")
                    .contains("so far it said \"220-x");
            assertThat(seen.took()).isBetween(SHORT, SHORT.plus(slack.allowed()));
        }
    }

    private static void drip(OutputStream out, String text, int millis) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        var never = new java.util.concurrent.CountDownLatch(1);
        for (int i = 0; !never.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS); i++) {
            out.write(bytes[i % bytes.length]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SMTP, 220-flood\\r\\n, more than 65536 bytes",
        "SMTP, 2, a line of more than 8192 bytes",
        "IMAP, '* OK', a line of more than 8192 bytes",
        "XMPP, <a a=', an element",
        "NNTP, 200-flood\\r\\n, more than 65536 bytes",
        "SIEVE, \"FLOOD\"\\r\\n, more than 65536 bytes",
        "IRC, NOTICE * :flood\\r\\n, more than 65536 bytes",
        "LDAP, 0\\204\\177\\377\\377\\377, no sensible length",
        "POSTGRES, E, the server refused",
    })
    void aFloodBeforeTlsIsCutOff(StartTls asked, String again, String what) {
        byte[] bytes = again.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
        try (var server =
                TestServer.plain(client -> {
                    while (!client.isClosed()) {
                        client.getOutputStream().write(bytes);
                    }
                })) {
            assertThat(probing.failed(asked, server).text()).contains(what);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHangsUpBeforeTheAgreementIsClosed(StartTls asked) {
        String all = StartTlsScripts.agreeing(asked).stripTrailing();
        String cut = all.substring(0, Math.max(0, all.lastIndexOf('\n')));
        try (var server = Script.of(LEAF, asked == StartTls.MYSQL ? "s: \\112" : cut).serve()) {
            Failed seen = probing.failed(asked, server);
            assertThat(seen.failure()).isIn(Failure.CLOSED, Failure.RESET);
            assertThat(seen.text()).contains("during the " + asked.protocol() + " dialogue");
        }
    }

    @Test
    void whatAServerSaysCannotForgeTextOrHideIt() {
        String script = "S: 220 x\nC: EHLO .*\nS: 250-a\nS: 250 \u001b[2J\u202egood\nHANG";
        try (var server = Script.of(LEAF, script).serve()) {
            assertThat(probing.failed(StartTls.SMTP, server).text())
                    .doesNotContain("\u001b", "\u202e")
                    .contains("\\u{1b}")
                    .hasSizeLessThan(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SMTP, 554 5.7.1 go away",
        "IMAP, * BYE overloaded",
        "IMAP, * PREAUTH welcome",
        "POP3, -ERR busy",
        "FTP, 421 too many",
        "NNTP, 400 later",
        "SIEVE, BYE \"later\"",
        "IRC, ERROR :Closing Link",
    })
    void aServerThatTalksToNobodyRefuses(StartTls asked, String greeting) {
        try (var server = Script.of(LEAF, "S: " + greeting + "\nHANG").serve()) {
            Failed seen = probing.failed(asked, server);
            assertThat(seen.failure()).isEqualTo(Failure.STARTTLS_REFUSED);
            assertThat(seen.text()).startsWith("the server refused to talk");
        }
    }
}
