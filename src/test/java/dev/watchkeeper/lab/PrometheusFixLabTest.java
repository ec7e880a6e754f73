package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.lab.LabConsole.Said;
import dev.watchkeeper.supervision.ScriptedApi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// Debian's Prometheus mended by the program itself: a rule that is missing is added and seen in
/// its list, what it cannot load is taken back, and the drill of it passes.
@Tag("lab")
final class PrometheusFixLabTest {
    private static final String ROUTES =
            """
              routes:
                - {receiver: drills, matchers: ['watchkeeper_drill!=""']}
            receivers:
              - {name: team, webhook_configs: [{url: 'TEAM/'}]}
              - {name: drills, webhook_configs: [{url: 'http://127.0.0.1:RECEIPT/'}]}
            """;

    @TempDir private Path folder;
    private RealSshd sshd;
    private LabServer tls;
    private ScriptedApi node;
    private ScriptedApi team;
    private LabPrometheus lab;
    private LabConsole console;
    private String endpoint;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a user is to be changed");
        for (String name : List.of("prometheus", "prometheus-alertmanager", "promtool")) {
            assumeTrue(Files.exists(Path.of("/usr/bin", name)), name + " is not there");
        }
        sshd = RealSshd.start(folder.resolve("ssh"));
        tls = LabServer.expired(folder);
        node = new ScriptedApi().on("/metrics", "node_boot_time_seconds 1\n");
        team = new ScriptedApi().on("/", "");
        endpoint = "docs.example:" + tls.port();
    }

    /// @param before words before the command of Prometheus
    private void begin(String... before) throws Exception {
        int receipt = LabServer.freePort();
        Path own = Files.createDirectories(folder.resolve("prometheus/tsdb")).getParent();
        open(folder, "rwxr-xr-x");
        open(own.resolve("tsdb"), "rwxrwxrwx");
        lab =
                new LabPrometheus(
                        own,
                        "127.0.0.1:" + tls.port(),
                        node.url().getAuthority(),
                        ROUTES.replace("TEAM", team.url().toString())
                                .replace("RECEIPT", String.valueOf(receipt)),
                        List.of(before),
                        LabPrometheus.WATCHDOG);
        console = new LabConsole(folder, fleet(own, receipt));
        LabProcesses.eventually(() -> asked("/api/v1/targets").contains("\"lastScrape\":\"2"));
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
        node.close();
        team.close();
        tls.close();
        sshd.close();
    }

    private static void open(Path folder, String permissions) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    private Path fleet(Path own, int receipt) throws Exception {
        sshd.writeKnownHosts(folder.resolve("hosts"));
        return Files.writeString(
                folder.resolve("fleet.yaml"),
                """
                endpoints:
                  - {name: docs.example, port: %d, backends: ['web=127.0.0.1:%d']}
                hosts:
                  - {name: watch1, address: 127.0.0.1, port: %d, user: root, identity: %s}
                supervision:
                  - name: prometheus
                    kind: prometheus
                    url: %s
                    host: watch1
                    config: %s/prometheus.yml
                    drill: {within: 20s, receipt: {webhook: '127.0.0.1:%d'}}
                known-hosts: [hosts]
                """
                        .formatted(
                                tls.port(),
                                tls.port(),
                                sshd.port(),
                                sshd.userKey(),
                                lab.url(),
                                own,
                                receipt));
    }

    @Test
    void theRuleIsAddedAndPrometheusItselfSeesTheExpiredCertificate() throws Exception {
        begin();
        Said gaps = console.run("supervision", "--gaps");
        assertThat(gaps.text()).contains(endpoint);

        Said fixed = console.run("fix", "supervision-gap/" + endpoint, "--yes");

        assertThat(fixed.text()).contains("Fixed: prometheus has loaded ");
        assertThat(fixed.status()).isZero();
        assertThat(added()).singleElement().asString().startsWith("watchkeeper-docs-example-");
        LabProcesses.eventually(
                () -> asked("/api/v1/alerts").contains("CertificateExpires " + endpoint));
        assertThat(console.run("supervision", "--gaps").text().lines())
                .noneMatch(l -> l.startsWith(endpoint));
        Said drill = console.run("drill", "prometheus");
        assertThat(drill.status()).as(drill.text()).isZero();
        assertThat(team.asked()).noneMatch(a -> a.body().contains("watchkeeper"));
    }

    @Test
    void whatItCannotLoadIsTakenBack() throws Exception {
        begin("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
        // Its verifier, which root runs, reads there; the daemon does not, and says nothing of it.
        open(folder.resolve("prometheus/rules.d"), "rwx------");

        Said refused = console.run("fix", "supervision-gap/" + endpoint, "--yes");

        assertThat(refused.text())
                .contains("it does not list CertificateExpires " + endpoint, "it was taken back");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(added()).isEmpty();
    }

    private List<String> added() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("prometheus/rules.d"))) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    private String asked(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(lab.url() + path)).build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (java.io.IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
