package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.lab.LabConsole.Said;
import dev.watchkeeper.supervision.ApiClient;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.IcingaObserver;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Debian's Icinga 2 mended by the program itself: a check that passes an expired certificate is
/// found, what closes the gap is installed, and Icinga itself then notices.
@Tag("lab")
@Tag("more")
final class IcingaFixLabTest {
    private static final String OBJECTS =
            """
            object Host "docs.example" {
              check_command = "dummy"
              address = "127.0.0.1"
            }
            object Service "https" {
              host_name = "docs.example"
              check_command = "tcp"
              check_interval = 1h
              vars.tcp_port = PORT
              vars.tcp_ssl = true
            }
            object NotificationCommand "tell" {
              command = [ "/bin/sh", "-c", "echo \\"$$0\\" >>TOLD", "$service.name$ $service.state$" ]
            }
            object User "duty" { }
            object Notification "duty" {
              host_name = "docs.example"
              service_name = "https"
              command = "tell"
              users = [ "duty" ]
            }
            """;

    @TempDir private Path folder;
    private RealSshd sshd;
    private LabServer tls;
    private LabIcinga icinga;
    private LabConsole console;
    private Path own;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/sbin/icinga2")), "no icinga2");
        assumeTrue("root".equals(System.getProperty("user.name")), "its verifier needs root");
        sshd = RealSshd.start(folder.resolve("ssh"));
        tls = LabServer.expired(folder, "-www");
        own = Files.createDirectories(folder.resolve("icinga"));
        icinga =
                new LabIcinga(
                        own,
                        OBJECTS.replace("PORT", String.valueOf(tls.port()))
                                .replace("TOLD", own.resolve("told").toString()));
        console = new LabConsole(folder, fleet());
    }

    @AfterEach
    void stop() throws Exception {
        icinga.close();
        tls.close();
        sshd.close();
    }

    private Path fleet() throws Exception {
        sshd.writeKnownHosts(folder.resolve("hosts"));
        return Files.writeString(
                folder.resolve("fleet.yaml"),
                """
                endpoints:
                  - {name: docs.example, port: %d, backends: ['web=127.0.0.1:%d']}
                hosts:
                  - {name: watch1, address: 127.0.0.1, port: %d, user: root, identity: %s}
                supervision:
                  - name: icinga
                    kind: icinga
                    url: %s
                    user: watchkeeper
                    secret: %s
                    ca: %s
                    host: watch1
                    config: %s/icinga2.conf
                known-hosts: [hosts]
                """
                        .formatted(
                                tls.port(),
                                tls.port(),
                                sshd.port(),
                                sshd.userKey(),
                                icinga.url(),
                                icinga.secret(),
                                icinga.authority(),
                                own));
    }

    @Test
    void theGapIsClosedAndIcingaItselfSeesTheExpiredCertificate() throws Exception {
        String id = "docs.example:" + tls.port();
        assertThat(console.run("supervision", "--gaps").text()).contains(id);

        Said fixed = console.run("fix", "supervision-gap/" + id, "--yes");

        assertThat(fixed.text()).contains("Fixed: icinga has loaded ");
        assertThat(fixed.status()).isZero();
        icinga.checkAll();
        LabProcesses.eventually(() -> added(id).result().state() == Check.State.CRITICAL);
        assertThat(added(id).telling().contacts()).containsExactly("duty");
    }

    @Test
    void whatItsVerifierRefusesIsTakenBack() throws Exception {
        Files.writeString(own.resolve("conf.d/broken.conf"), "object Service \"nowhere\" {\n");

        Said refused = console.run("fix", "supervision-gap/docs.example:" + tls.port(), "--yes");

        assertThat(refused.text()).contains("own verifier refused it, and it was taken back");
        try (var files = Files.list(own.resolve("conf.d"))) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactly("broken.conf");
        }
    }

    private Check added(String id) {
        var supervision =
                new Supervision(
                        "icinga",
                        SupervisionKind.ICINGA,
                        Optional.empty(),
                        Optional.of(
                                new WebAccess(
                                        URI.create(icinga.url()),
                                        Optional.of("watchkeeper"),
                                        Optional.of(icinga.secret()),
                                        Optional.of(icinga.authority()))),
                        List.of(),
                        SupervisionKind.ICINGA.config(),
                        List.of(),
                        DrillPolicy.DEFAULT);
        try (var client = new ApiClient(TrustStore.of("none", List.of()))) {
            var seen =
                    new IcingaObserver(client, InstantSource.system())
                            .observe(supervision, Fleet.empty(), Duration.ofSeconds(10));
            return ((SupervisionObservation.Observed) seen)
                    .status().services().stream()
                            .filter(c -> c.name().equals("certificate " + id))
                            .findFirst()
                            .orElseThrow();
        }
    }
}
