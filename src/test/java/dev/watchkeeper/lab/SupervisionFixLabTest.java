package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.lab.LabConsole.Said;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.NagiosCanary;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The supervision of the outage, by the program itself: a check that passes an expired certificate
/// is found, what closes the gap is installed, and Nagios itself then notices and tells.
@Tag("lab")
final class SupervisionFixLabTest {
    private static final String OBJECTS =
            """
            define command {
                command_name check_negotiates
                command_line $USER1$/check_http -S -I $HOSTADDRESS$ -p PORT
            }
            define command {
                command_name to-file
                command_line /usr/bin/printf '%s\\n' "$SERVICEDESC$ $SERVICESTATE$ $NOTIFICATIONTYPE$" >> @/var/told
            }
            define contact {
                contact_name duty
                host_notification_period watchkeeper-always
                service_notification_period watchkeeper-always
                host_notification_options d
                service_notification_options w,u,c,r
                host_notification_commands to-file
                service_notification_commands to-file
            }
            define host {
                host_name docs.example
                address 127.0.0.1
                check_command watchkeeper-nothing
                check_interval 3600
                max_check_attempts 1
                check_period watchkeeper-always
                notification_period watchkeeper-always
                contacts duty
            }
            define service {
                host_name docs.example
                service_description https
                check_command check_negotiates
                check_interval 3600
                max_check_attempts 1
                check_period watchkeeper-always
                notification_period watchkeeper-always
                contacts duty
            }
            """;

    @TempDir private Path folder;
    private RealSshd sshd;
    private LabServer tls;
    private int port;
    private LabNagios nagios;
    private LabConsole console;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")), "nagios4 needs a user of its own");
        sshd = RealSshd.start(folder.resolve("ssh"));
        tls = LabServer.expired(folder, "-www");
        port = tls.port();
        DrillPolicy policy = LabNagios.policy(LabNagios.receipt(folder), Duration.ofSeconds(30));
        nagios =
                new LabNagios(
                        folder,
                        NagiosCanary.objects(policy),
                        OBJECTS.replace("PORT", String.valueOf(port)));
        console = new LabConsole(folder, fleet());
    }

    @AfterEach
    void stop() throws Exception {
        nagios.close();
        tls.close();
        sshd.close();
    }

    private Path fleet() throws Exception {
        sshd.writeKnownHosts(folder.resolve("hosts"));
        Files.writeString(folder.resolve("restart"), restart());
        return Files.writeString(
                folder.resolve("fleet.yaml"),
                """
                endpoints:
                  - {name: docs.example, port: %d, backends: ['web=127.0.0.1:%d']}
                hosts:
                  - {name: watch1, address: 127.0.0.1, port: %d, user: root, identity: %s}
                supervision:
                  - name: nagios
                    kind: nagios
                    host: watch1
                    config: %s/nagios.cfg
                    restart: [sh, %s]
                    drill: {within: 30s, receipt: {file: %s}}
                known-hosts: [hosts]
                """
                        .formatted(
                                port,
                                port,
                                sshd.port(),
                                sshd.userKey(),
                                nagios.folder,
                                folder.resolve("restart"),
                                LabNagios.receipt(folder).path()));
    }

    /// As an init script does it.
    private String restart() {
        return """
        pid=$(sed -n 's/^[[:space:]]*nagios_pid=//p' %1$s/var/status.dat)
        kill -TERM "$pid"
        while kill -0 "$pid" 2>/dev/null && ! grep -q 'State:.Z' "/proc/$pid/status"; do sleep 0.1; done
        setpriv --reuid nagios --regid nagios --clear-groups nagios4 -d %1$s/nagios.cfg
        """
                .formatted(nagios.folder);
    }

    @Test
    void theGapIsClosedAndNagiosItselfTellsOfTheExpiredCertificate() throws Exception {
        String id = "docs.example:" + port;
        Said seen = console.run("supervision");
        assertThat(seen.text())
                .contains(
                        "only whether TLS is negotiated is checked: an expired certificate passes");
        Said objects = console.run("supervision", "--objects", id);
        assertThat(objects.text())
                .contains("define service {", "check_http -I 127.0.0.1", "--sni -C");

        Said fixed = console.run("fix", "supervision-gap/" + id, "--yes");
        assertThat(fixed.text()).contains("Fixed: nagios has loaded ");
        assertThat(fixed.status()).isZero();
        Path told = nagios.folder.resolve("var/told");
        nagios.await(st ->
                st.services().stream()
                        .anyMatch(c ->
                                c.name().startsWith("Certificate")
                                        && c.result().state() == Check.State.CRITICAL));
        LabProcesses.eventually(() -> told(told).contains("CRITICAL PROBLEM"));
        assertThat(Files.readString(told)).contains("Certificate docs.example:" + port);
        assertThat(console.run("supervision", "--gaps").text().lines())
                .noneMatch(l -> l.startsWith(id));
    }

    private static String told(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatNagiosRefusesIsTakenBack() throws Exception {
        Path broken = nagios.folder.resolve("conf.d/broken.cfg");
        Files.writeString(broken, "define service {\n    host_name nobody\n}\n");

        Said refused = console.run("fix", "supervision-gap/docs.example:" + port, "--yes");

        assertThat(refused.text()).contains("own verifier refused it, and it was taken back");
        assertThat(refused.status()).isEqualTo(1);
        try (var files = Files.list(nagios.folder.resolve("conf.d"))) {
            assertThat(files.map(f -> f.getFileName().toString()).sorted())
                    .containsExactly("broken.cfg", "own.cfg");
        }
    }

    @Test
    void oneThatIsStoppedIsRestartedAndProvenByTheDrill() throws Exception {
        nagios.signal("STOP");
        Said dead = console.run("findings");
        assertThat(dead.text())
                .contains("nagios is stopped by a signal (pid " + nagios.pid() + ")");
        Said drill = console.run("drill", "nagios");
        assertThat(drill.text()).contains("alive", "failed");
        assertThat(drill.status()).isEqualTo(2);
        try {
            Said fixed = console.run("fix", "supervision-dead/nagios", "--yes");
            assertThat(fixed.text())
                    .contains("nagios was restarted", "The drill of nagios passed.", "Fixed: ");
        } finally {
            long pid =
                    Long.parseLong(Files.readString(nagios.folder.resolve("nagios.pid")).strip());
            RealSshd.execute(List.of("kill", "-TERM", Long.toString(pid)));
            LabProcesses.eventually(() -> ProcessHandle.of(pid).isEmpty());
        }
    }

    @Test
    void notificationsThatAreOffAreSwitchedOnAgain() throws Exception {
        nagios.command("DISABLE_NOTIFICATIONS");
        nagios.await(s -> s.notifications() == dev.watchkeeper.supervision.Switch.OFF);

        Said fixed = console.run("fix", "supervision-off/nagios", "--yes");

        assertThat(fixed.text()).contains("Fixed: ", "The drill of nagios passed.");
    }
}
