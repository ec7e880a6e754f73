package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.inventory.Channel.LeastSeverity;
import dev.watchkeeper.inventory.Channel.MailSecurity;
import dev.watchkeeper.inventory.Channel.MailServer;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.notify.Change.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// What goes out on each kind of channel.
final class SendersTest {
    private static final Instant LATER = Sights.NOW.plus(Duration.ofHours(1));

    @TempDir private Path folder;

    private Sender sender(Channel.Way way) {
        var channel = new Channel("ops", LeastSeverity.HIGH, false, way);
        return new Senders(new Trust(List::of), Optional.empty(), () -> LATER)
                .of(channel)
                .orElseThrow();
    }

    private static Change change(Event event, String title) {
        return new Change(
                event,
                "run-stuck/ant-queen",
                "run-stuck",
                Severity.CRITICAL,
                event == Event.WORSENED ? Optional.of(Severity.HIGH) : Optional.empty(),
                title,
                "Users wait.",
                Sights.NOW,
                0,
                List.of(new Change.Symptom("process-stuck/b", Severity.HIGH, "b: stuck")),
                12);
    }

    private static Notice notice(Change... changes) {
        return new Notice("id-1", Sights.NOW, "anna@desk", List.of(changes), 1, 0);
    }

    private static Channel.Smtp smtp(int port, MailSecurity security) {
        return new Channel.Smtp(
                new MailServer("127.0.0.1", port, security),
                "console@example.org",
                List.of("ops@example.org", "boss@example.org"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aMailGoesToAllWithTheMessagesIdAndWhateverIsInATitleMakesNoHeader() throws Exception {
        try (var server = new ScriptedMail("")) {
            sender(smtp(server.port(), MailSecurity.NONE))
                    .send(notice(change(Event.OPENED, "x\r\nBcc: evil@example.org\r\n\r\nbody é")));

            String mail = server.next();
            String head = mail.substring(0, mail.indexOf("\n\n"));
            assertThat(head)
                    .contains(
                            "MAIL FROM:<console@example.org>",
                            "RCPT TO:<ops@example.org>",
                            "RCPT TO:<boss@example.org>",
                            "\nMessage-ID: <id-1@watchkeeper.localdomain>",
                            "\nAuto-Submitted: auto-generated",
                            "\nSubject: =?UTF-8?");
            assertThat(head.lines()).noneMatch(l -> l.startsWith("Bcc"));
            assertThat(mail).contains("and 11 more that come of it");
        }
    }

    @Test
    void aMailServerThatGoesSilentIsGivenUpAtTheLimitFromOutside() throws Exception {
        try (var server = new ScriptedMail("RCPT")) {
            Sender mail = sender(smtp(server.port(), MailSecurity.NONE));
            var limited = new Limited("test");

            Delivery outcome =
                    limited.run(
                            Duration.ofMillis(300),
                            () -> {
                                mail.send(notice(change(Event.OPENED, "x")));
                                return true;
                            });
            assertThat(outcome).isInstanceOf(Delivery.Failed.class);
            assertThat(((Delivery.Failed) outcome).text()).startsWith("no answer within");
        }
    }

    @Test
    void aServerWithoutStartTlsGetsNoMailInTheClear() throws Exception {
        try (var server = new ScriptedMail("")) {
            Sender mail = sender(smtp(server.port(), MailSecurity.STARTTLS));
            assertThatThrownBy(() -> mail.send(notice(change(Event.OPENED, "x"))))
                    .hasMessageContaining("STARTTLS");
        }
    }

    @Test
    void anAlertmanagerGetsOneAlertForEachCauseThatEndsByItself() throws Exception {
        try (HookServer server = HookServer.up()) {
            Sender alerts = sender(new Channel.Alertmanager(WebAccess.of(server.url("/am/"))));
            alerts.send(
                    notice(change(Event.WORSENED, "worse"), change(Event.RESOLVED, "resolved")));

            HookServer.Request request = server.next();
            assertThat(request.line()).startsWith("POST /am/api/v2/alerts ");
            JsonNode sent = JsonMapper.shared().readTree(request.body());
            assertThat(sent.valueStream().map(SendersTest::alert).toList())
                    .containsExactly(
                            "high ends " + LATER,
                            "critical ends " + LATER.plus(Duration.ofMinutes(5)),
                            "critical ends " + LATER);
            assertThat(sent.get(0).get("labels").get("finding").asString())
                    .isEqualTo("run-stuck/ant-queen");
        }
    }

    private static String alert(JsonNode alert) {
        return alert.get("labels").get("severity").asString()
                + " ends "
                + alert.get("endsAt").asString();
    }

    @Test
    void aCommandGetsTheMessageAsJsonAndNoShellReadsItsArguments() throws Exception {
        Path out = folder.resolve("out");
        sender(new Channel.Command(List.of("/bin/sh", "-c", "cat >\"$1\"", "sh", out.toString())))
                .send(notice(change(Event.OPENED, "$(touch /tmp/never) \u202e")));

        assertThat(NoticeJson.read(Files.readString(out)).changes().getFirst().title())
                .isEqualTo("$(touch /tmp/never) \u202e");
        assertThat(Files.readString(out)).as("ASCII only").matches("\\p{ASCII}*");
    }

    @Test
    void aCommandThatFailsSaysSoAndOneThatHangsIsEndedWithItsChildren() throws Exception {
        assertThatThrownBy(() ->
                        sender(new Channel.Command(List.of("/bin/sh", "-c", "exit 7")))
                                .send(notice(change(Event.OPENED, "x"))))
                .hasMessage("the command ended with exit status 7");

        Path pid = folder.resolve("pid");
        Sender hanging =
                sender(
                        new Channel.Command(
                                List.of(
                                        "/bin/sh",
                                        "-c",
                                        "sleep 600 & echo $! >\"$1.new\"; mv \"$1.new\" \"$1\";"
                                                + " wait",
                                        "sh",
                                        pid.toString())));
        Thread attempt =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                hanging.send(notice(change(Event.OPENED, "x")));
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        while (!Files.exists(pid)) {
            Thread.onSpinWait();
        }
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        attempt.interrupt();
        child.onExit().get(60, TimeUnit.SECONDS);
        attempt.join();
    }

    @Test
    void whatIsStoredComesBackAsItWas() {
        Notice notice =
                new Notice(
                        "id-2",
                        Sights.NOW,
                        "anna@desk",
                        List.of(change(Event.STILL_OPEN, "é\"\\"), change(Event.WORSENED, "w")),
                        3,
                        4);
        assertThat(NoticeJson.read(NoticeJson.write(notice))).isEqualTo(notice);
        assertThat(NoticeJson.write(notice)).contains("\"event\":\"still_open\"", "\"critical\"");
    }

    @Test
    void aPatternFitsAsAWholeAndTakesNoLongTime() {
        assertThat(List.of("host-hung/*", "*/b1", "*", "host-*/b1", "host-hung/b1", "*h*b*1"))
                .allMatch(p -> silence(p).covers("host-hung/b1", Sights.NOW));
        assertThat(List.of("host-hung/b", "hung/*", "*b1x", "host-hung/b1*1", ""))
                .noneMatch(p -> silence(p).covers("host-hung/b1", Sights.NOW));
        String slow =
                java.util.stream.IntStream.range(0, 100)
                        .mapToObj(_ -> "*a")
                        .collect(Collectors.joining());
        assertThat(silence(slow + "b").covers("a".repeat(10_000), Sights.NOW)).isFalse();
        assertThat(silence("*").covers("host-hung/b1", LATER.plusSeconds(1))).isFalse();
    }

    private static Mute silence(String pattern) {
        return new Mute(1, Mute.Kind.SILENCE, pattern, "anna", "why", Sights.NOW, LATER);
    }
}
