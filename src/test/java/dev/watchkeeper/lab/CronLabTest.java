package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;

/// A real cron that starts the playbook each minute, while a builder hangs.
@Tag("lab")
@Tag("more")
final class CronLabTest {
    private static final String DEPLOY = "ant-queen";
    private static final String ENTRY = "* * * * * root /root/play/nightly.sh >>/run/nightly 2>&1";

    /// The machine's /dev is shared: the host gets one of its own, with a log in it.
    private static final String CRON =
            """
            set -e
            printf '%%s\\n' '%s' >/etc/cron.d/nightly
            mkdir /run/dev
            mount -t tmpfs dev /run/dev
            cd /run/dev
            mkdir shm
            mknod -m 666 null c 1 3
            mknod -m 666 zero c 1 5
            mknod -m 666 urandom c 1 9
            mknod -m 666 tty c 5 0
            ln -s /proc/self/fd fd
            mount --bind /run/dev /dev
            : >/var/log/syslog
            busybox syslogd -O /var/log/syslog
            """
                    .formatted(ENTRY);

    private static final String HUNG_SYSTEMCTL =
            """
            mkdir -p /run/systemd/system
            rm -f /usr/bin/systemctl
            printf '#!/bin/sh\\nsleep 4712\\n' >/usr/bin/systemctl
            chmod 755 /usr/bin/systemctl
            """;

    @Test
    void whatCronStartedIsNamedWithItsEntryAndCronThatEndedIsFound(@TempDir Path home)
            throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        try (var lab = new OutageLab(home)) {
            lab.outage("silent", "builder1");
            lab.on(DEPLOY, "sh", "-c", CRON);
            lab.start(DEPLOY, "/usr/sbin/cron -f");
            awaitARun(lab);
            // One whose folders cannot be told from here.
            lab.on(DEPLOY, "cp", "/bin/sleep", "/run/ansible-far");
            lab.start(DEPLOY, "unshare --mount --propagation private /run/ansible-far 600");

            JsonNode running = lab.check("root");
            JsonNode entry = entry(running);
            assertThat(entry.get("standing").asString()).isEqualTo("ACTIVE");
            assertThat(entry.get("lastStart").get("type").asString()).isEqualTo("At");
            assertThat(entry.get("missed").get("type").asString()).isEqualTo("Nothing");
            assertThat(automation(running).get("runs").get(0).get("startedBy").asString())
                    .isEqualTo("/etc/cron.d/nightly:1");
            assertThat(hints(running))
                    .contains("/root/play/ansible.cfg")
                    .doesNotContain("/etc/ansible/ansible.cfg")
                    .contains("timeout -k 60 6h sh -c '/root/play/nightly.sh >>/run/nightly 2>&1'");

            lab.on(DEPLOY, "pkill", "-9", "-x", "cron");
            JsonNode ended = lab.check("root");
            assertThat(entry(ended).get("standing").asString()).isEqualTo("STOPPED");
            assertThat(ended.get("findings").findValuesAsString("title"))
                    .contains("ant-queen: /etc/cron.d/nightly:1 does not start: cron does not run");
        }
    }

    @Test
    void aServiceManagerThatHangsCostsOnlyItsTimers(@TempDir Path home) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        try (var lab = new OutageLab(home)) {
            lab.on(DEPLOY, "sh", "-c", HUNG_SYSTEMCTL);

            JsonNode host = host(lab.check("root"));

            JsonNode snapshot = host.get("latest").get("snapshot");
            assertThat(snapshot.get("complete").asBoolean()).isTrue();
            assertThat(snapshot.get("notes").toString()).contains("schedules: out of time");
            assertThat(snapshot.get("processes").findValuesAsString("arguments"))
                    .anyMatch(a -> a.contains("/usr/sbin/sshd"));
            assertThat(host.get("automation").get("schedules").findValuesAsString("name"))
                    .contains("/etc/crontab:18");
            assertThat(host.get("automation").get("unread").toString())
                    .contains("timers: systemctl did not answer");
            assertThat(lab.pids(DEPLOY, "sleep 4712")).isEmpty();
        }
    }

    private static void awaitARun(OutageLab lab) throws Exception {
        // cron starts at the full minute.
        lab.ask(DEPLOY, "for i in $(seq 200); do pgrep -x ssh && exit; sleep 0.2; done");
        lab.until(DEPLOY, "pgrep -x ssh");
        lab.until(DEPLOY, "[ $(ps -o etimes= -p $(pgrep -o -x ansible-playboo)) -ge 5 ]");
    }

    private static JsonNode automation(JsonNode report) {
        return host(report).get("automation");
    }

    private static JsonNode host(JsonNode report) {
        return report.get("hosts")
                .valueStream()
                .filter(h -> h.get("host").asString().equals(DEPLOY))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode entry(JsonNode report) {
        return automation(report)
                .get("schedules")
                .valueStream()
                .filter(s -> s.get("name").asString().equals("/etc/cron.d/nightly:1"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(automation(report).toPrettyString()));
    }

    private static String hints(JsonNode report) {
        return report.get("findings")
                .valueStream()
                .filter(f -> f.get("key").asString().equals("prevention/" + DEPLOY))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.toPrettyString()))
                .get("evidence")
                .toString();
    }
}
