package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Channel.LeastSeverity;
import dev.watchkeeper.inventory.Channel.MailSecurity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;

final class NotifyReaderTest {
    @Test
    void aChannelNeedsANameAndAWayAndHasDefaults() {
        Notifications how =
                Readings.good(
                                """
                                endpoints: [a.example]
                                notify: {channels: [{name: mail, smtp: "mail.example.org", from: a@b.example,
                                    to: [c@d.example], user: u, secret: pw}], heartbeat: {file: x.prom}}
                                """)
                        .notifications();

        assertThat(how.gather()).isEqualTo(Notifications.GATHER);
        assertThat(how.heartbeat().orElseThrow().every()).isEqualTo(Duration.ofMinutes(1));
        Channel channel = how.channels().getFirst();
        assertThat(channel.least()).isEqualTo(LeastSeverity.HIGH);
        assertThat(channel.resolved()).isFalse();
        var smtp = (Channel.Smtp) channel.way();
        assertThat(smtp.server())
                .isEqualTo(new Channel.MailServer("mail.example.org", 587, MailSecurity.STARTTLS));
        assertThat(smtp.secret().map(Path::getFileName)).contains(Path.of("pw"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{name: a}|a channel has one of desktop, webhook, smtp, alertmanager, command",
                "{name: a, desktop: true, webhook: 'https://a.example'}|a channel has one of",
                "{name: a, webhook: 'ftp://a.example'}|'webhook' is 'ftp://a.example'",
                "{name: a, webhook: 'https://u:p@a.example'}|no user or password in it",
                "{name: a, webhook: 'https://a.example', least: hihg}|'least' is 'hihg'",
                "{name: a, command: [page]}|'command' begins with no absolute path",
                "{name: a, smtp: mail.example, tls: none, from: a@b.example, to:"
                        + " [a@b.example]}|'tls' is none for a server that is not this machine",
                "{name: a, smtp: mail.example, from: 'a@b.example, c@d.example', to:"
                        + " [a@b.example]}|'from' is 'a@b.example, c@d.example'",
                "{name: a, smtp: mail.example, from: a@b.example, to: [\"a@b.example\\r\\nBcc:"
                        + " x@y.example\"]}|'to' is",
                "{name: a, smtp: mail.example, from: a@b.example, to: [a@b.example], user:"
                        + " u}|'user' and 'secret' go together",
                "{name: a, desktop: false}|'desktop' is only ever true",
                "{desktop: true}|has no 'name'",
            })
    void whatIsWrongWithAChannelIsToldWithItsPlace(String channel, String problem) {
        assertThat(
                        Readings.problems(
                                "endpoints: [a.example]\nnotify: {channels: [" + channel + "]}\n"))
                .anySatisfy(p -> assertThat(p).startsWith("fleet.yaml:2:").contains(problem));
    }

    @Test
    void namesAreUniqueAndAHeartbeatGoesSomewhere() {
        assertThat(
                        Readings.problems(
                                """
                                endpoints: [a.example]
                                notify:
                                  channels: [{name: a, desktop: true}, {name: a, desktop: true}]
                                  heartbeat: {every: 1m, method: PUT}
                                """))
                .hasSize(3)
                .anySatisfy(p -> assertThat(p).contains("channel 'a' stands here twice"))
                .anySatisfy(p -> assertThat(p).contains("'heartbeat' needs 'url' or 'file'"))
                .anySatisfy(p -> assertThat(p).contains("expected GET or POST"));
    }
}
