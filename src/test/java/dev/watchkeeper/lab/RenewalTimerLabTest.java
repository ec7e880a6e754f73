package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// certbot's own timer under a real systemd: that it is disabled, masked or made to start something
/// else is found while nothing is wrong with any certificate.
@Tag("lab")
final class RenewalTimerLabTest {
    private static final String SOMETHING_ELSE =
            "systemctl unmask certbot.timer && mkdir -p"
                    + " /etc/systemd/system/certbot.service.d && printf"
                    + " '[Service]\\nExecStart=\\nExecStart=/bin/true\\n'"
                    + " >/etc/systemd/system/certbot.service.d/off.conf && systemctl"
                    + " daemon-reload && systemctl enable --now certbot.timer";
    private static final String KIND = "renewal-unscheduled/box";

    @TempDir private Path folder;

    @Test
    void aTimerThatDoesNotStartCertbotIsFoundWhileEveryCertificateIsFine() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/usr/bin/certbot")), "no certbot");
        assumeTrue(Files.exists(Path.of("/lib/systemd/systemd")), "no systemd");
        String program = Path.of("src/lab/systemd.sh").toAbsolutePath().toString();
        try (var sshd =
                RealSshd.start(List.of(program, folder.toString()), folder.resolve("sshd"))) {
            var console = new LabConsole(folder, fleet(sshd));
            ssh(
                    sshd,
                    "mkdir -p /etc/letsencrypt/renewal && echo 'version = 2.1.0'"
                            + " >/etc/letsencrypt/renewal/docs.conf");

            ssh(sshd, "systemctl enable --now certbot.timer");
            assertThat(console.run("inspect", "box").text())
                    .doesNotContain(KIND)
                    .contains("started by certbot.timer");

            ssh(sshd, "systemctl disable --now certbot.timer");
            assertThat(console.run("inspect", "box").text())
                    .contains(KIND)
                    .contains("certbot.timer does not start certbot: it is disabled")
                    .contains("/etc/cron.d/certbot:17: it does nothing where systemd runs");

            ssh(sshd, "systemctl mask certbot.timer");
            assertThat(console.run("inspect", "box").text())
                    .contains("certbot.timer does not start certbot: it is masked")
                    .contains("/etc/systemd/system/certbot.timer masks certbot.timer");

            ssh(sshd, SOMETHING_ELSE);
            assertThat(console.run("inspect", "box").text())
                    .contains(KIND)
                    .contains("/etc/systemd/system/certbot.service.d/off.conf makes it start");
        }
    }

    private static void ssh(RealSshd sshd, String line) throws Exception {
        var process =
                new ProcessBuilder(
                                "ssh",
                                "-F",
                                "none",
                                "-i",
                                sshd.folder.resolve("user").toString(),
                                "-p",
                                "" + sshd.port,
                                "-o",
                                "StrictHostKeyChecking=no",
                                "-o",
                                "UserKnownHostsFile=/dev/null",
                                "root@127.0.0.1",
                                line)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", line, said).isZero();
    }

    private Path fleet(RealSshd sshd) throws Exception {
        String[] key = Files.readString(sshd.folder.resolve("host.pub")).split(" ", -1);
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:%d %s %s%n".formatted(sshd.port, key[0], key[1].strip()));
        return Files.writeString(
                folder.resolve("fleet.yaml"),
                """
                known-hosts: [known_hosts]
                hosts:
                  - {name: box, address: 127.0.0.1, port: %d, user: root, identity: sshd/user}
                """
                        .formatted(sshd.port));
    }
}
