package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.NagiosCanary;
import dev.watchkeeper.supervision.NagiosDrill;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;

/// A real Nagios whose canary's notification is delivered to a maildir, and a real dovecot that is
/// asked for it.
@Tag("lab")
@Tag("more")
final class DrillMailLabTest {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    @TempDir private Path home;
    private LabFolder mail;
    private Path anchor;
    private int port;

    @BeforeEach
    void issue() throws Exception {
        Issued root = TestCertificates.root("mail root");
        Issued server = root.issue(TestCertificates.server("localhost"));
        mail = LabFolder.of(home, "mail", server, true);
        mail.own("nagios");
        String both = LabServer.pem(root);
        anchor =
                Files.writeString(
                        home.resolve("anchor.pem"),
                        both.substring(0, both.indexOf("-----BEGIN PRIVATE")));
        port = LabServer.freePort();
    }

    @Test
    void aMailIsReceivedAndAFaultOfTheMailboxIsNoMissingMail() throws Exception {
        try (var dovecot = dovecot();
                var nagios = new LabNagios(home, canary())) {
            Leg received = received(nagios, "right", List.of(anchor));
            assertThat(received.verdict()).as("%s", received).isEqualTo(Verdict.PASSED);
            assertThat(received.text()).isEqualTo("it is in INBOX of drill at localhost");

            Leg refused = received(nagios, "wrong", List.of(anchor));
            assertThat(refused.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(refused.text())
                    .isEqualTo("INBOX of drill at localhost: the mail server refused the login");

            Leg untrusted = received(nagios, "right", List.of());
            assertThat(untrusted.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(untrusted.text()).contains("unable to find valid certification path");
            assertThat(dovecot.process().isAlive()).isTrue();
        }
    }

    private Leg received(LabNagios nagios, String password, List<Path> anchors) throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), password + "\nnot this\n");
        var imap = new Receipt.Imap("localhost", port, "drill", secret, "INBOX");
        DrillPolicy policy = LabNagios.policy(imap, WITHIN);
        Fleet plain = LabNagios.fleet();
        var fleet =
                new Fleet(
                        plain.endpoints(),
                        plain.hosts(),
                        plain.renewals(),
                        plain.thresholds(),
                        anchors);
        DrillResult result =
                new NagiosDrill(new LocalShell("sh"), Clock.systemUTC(), LabNagios::nonce)
                        .run(nagios.supervision(policy), fleet, false, _ -> {});
        Leg last = result.legs().getLast();
        assertThat(last.stage()).as("%s", result).isEqualTo(Stage.RECEIVED);
        return last;
    }

    /// The canary, with a command that delivers to the maildir.
    private String canary() {
        String box = mail.path() + "/box";
        return NagiosCanary.objects(LabNagios.policy(LabNagios.receipt(home), WITHIN))
                .replaceAll(
                        "command_line .*>>.*",
                        Matcher.quoteReplacement(
                                """
                                command_line /usr/bin/printf 'Subject: Nagios\\n\\n%s\\n' '$SERVICEOUTPUT$' >@/tmp/1 && /bin/mv @/tmp/1 @/new/$TIMET$.1.lab\
                                """
                                        .replace("@", box)));
    }

    private LabServer dovecot() throws Exception {
        mail.folders("box/new", "box/cur", "box/tmp");
        String conf =
                mail.write(
                        "dovecot.conf",
                        """
                        protocols = imap
                        base_dir = @/run
                        log_path = @/log
                        listen = 127.0.0.1
                        ssl = required
                        ssl_cert = <@/tls.pem
                        ssl_key = <@/tls.pem
                        mail_location = maildir:@/box
                        first_valid_uid = 1
                        auth_failure_delay = 0
                        passdb {
                          driver = static
                          args = password=right
                        }
                        userdb {
                          driver = static
                          args = uid=nagios gid=nagios home=/nonexistent
                        }
                        service imap-login {
                          chroot =
                          inet_listener imap {
                            port = 0
                          }
                          inet_listener imaps {
                            port = %d
                          }
                        }
                        """
                                .formatted(port));
        mail.run("chown", "-R", "nagios:nagios", mail.path().resolve("box").toString());
        return LabServer.start(List.of("/usr/sbin/dovecot", "-F", "-c", conf), "127.0.0.1", port);
    }
}
