package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.lab.LabConsole.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A real renewal by certbot and pebble, and three real nginx: one is reloaded, one is forgotten,
/// one reads a copy that nobody renewed.
@Tag("lab")
@Timeout(240)
final class DeploymentLabTest {
    private static final String NAME = "docs.example.org";
    private static final String LIVE = "/etc/letsencrypt/live/" + NAME;

    @TempDir private Path folder;
    private final int[] ports = new int[3];
    private final long[] masters = new long[3];
    private LabHost host;
    private Pebble pebble;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        for (String program : List.of("/usr/bin/certbot", "/usr/bin/pebble", "/usr/sbin/nginx")) {
            assumeTrue(Files.exists(Path.of(program)), "no " + program);
        }
        host = new LabHost(folder);
        pebble = new Pebble(folder);
        for (String own : List.of("log", "lib")) {
            host.tell(
                    "mkdir -p /var/%1$s/letsencrypt && mount -t tmpfs -o mode=700 lab /var/%1$s/letsencrypt"
                            .formatted(own));
        }
        host.tell(
                pebble.certbot(
                                "certonly --standalone --agree-tos"
                                        + " --register-unsafely-without-email -d "
                                        + NAME)
                        + " >/mnt/said 2>&1");
        host.tell("cp -rL %s /mnt/copy".formatted(LIVE));
        for (int i = 0; i < ports.length; i++) {
            ports[i] = LabServer.freePort();
            masters[i] = nginx(i, i == 2 ? "/mnt/copy" : LIVE);
        }
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
        if (pebble != null) {
            pebble.close();
        }
    }

    // fault 62
    @Test
    void theFirstHopThatDisagreesIsFoundForEachProxyAndAForgottenReloadIsMadeUpFor()
            throws Exception {
        assertThat(stopped(check())).isEmpty();
        String old = served(0);

        host.tell(
                pebble.certbot("renew --force-renewal --no-random-sleep-on-renew")
                        + " >/mnt/said 2>&1");
        host.tell("kill -HUP " + masters[0]);
        SilentMount.await(() -> !served(0).equals(old));

        JsonNode report = check();
        assertThat(finding(report, "certificate-not-loaded").get("title").asString())
                .isEqualTo(NAME + ": deployed to proxy2, not loaded by nginx there");
        assertThat(finding(report, "certificate-not-deployed").get("title").asString())
                .isEqualTo(NAME + ": renewed on box, not deployed to proxy3");
        assertThat(finding(report, "certificate-differs").get("cause").asString())
                .startsWith("certificate-not-");

        String key = finding(report, "certificate-not-loaded").get("key").asString();
        Said fixed = console().run("fix", key, "--yes");

        assertThat(fixed.text())
                .contains(
                        "/usr/sbin/nginx -t -q -c /mnt/p1/nginx.conf",
                        "kill -HUP " + masters[1],
                        "nginx was asked to reload.",
                        "Fixed: ");
        assertThat(fixed.status()).isZero();
        assertThat(served(1)).isEqualTo(served(0)).isNotEqualTo(old);
        assertThat(served(2)).isEqualTo(old);
        assertThat(stopped(check())).containsExactly("certificate-not-deployed");

        deploymentIsMadeUpFor();
    }

    private void deploymentIsMadeUpFor() throws Exception {
        Said deployed = console().run("fix", "certificate-not-deployed/" + NAME + ":443", "--yes");

        assertThat(deployed.text())
                .contains(
                        "Run “docs deployment”",
                        "“docs deployment” ended with status 0.",
                        "Fixed: ");
        assertThat(served(2)).isEqualTo(served(0));
        assertThat(stopped(check())).isEmpty();
    }

    @Test
    void aServerWhoseConfigurationDoesNotHoldIsNotTouched() throws Exception {
        host.tell(
                pebble.certbot("renew --force-renewal --no-random-sleep-on-renew")
                        + " >/mnt/said 2>&1");
        host.tell("echo 'nonsense;' >>/mnt/p1/nginx.conf; kill -HUP " + masters[0]);
        String key = finding(check(), "certificate-not-loaded").get("key").asString();

        Said refused = console().run("fix", key, "--yes");

        assertThat(refused.text())
                .contains("unknown directive")
                .contains("does not pass its own test")
                .doesNotContain("Fixed: ");
        assertThat(host.runs(masters[1])).isTrue();
    }

    private long nginx(int number, String certificates) throws Exception {
        String own = "/mnt/p" + number;
        Path here = folder.resolve("nginx.conf");
        Files.writeString(
                here,
                """
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%2$d ssl;
                    server_name %3$s;
                    ssl_certificate %4$s/fullchain.pem;
                    ssl_certificate_key %4$s/privkey.pem;
                    return 204;
                  }
                }
                """
                        .formatted(own, ports[number], NAME, certificates));
        host.tell("mkdir -p %1$s && cp %2$s %1$s/nginx.conf".formatted(own, here));
        host.tell("/usr/sbin/nginx -c %s/nginx.conf".formatted(own));
        RealSshd.awaitListening(ports[number]);
        return Long.parseLong(host.tell("cat %s/nginx.pid".formatted(own)).getFirst().strip());
    }

    /// The serial number that a proxy serves, as openssl prints it.
    private String served(int number) {
        try {
            return host.tell(
                            "echo | openssl s_client -connect 127.0.0.1:%d -servername %s 2>/dev/null | openssl x509 -noout -serial"
                                    .formatted(ports[number], NAME))
                    .getFirst();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private LabConsole console() throws Exception {
        Path fleet =
                host.fleet(
                        "root",
                        "endpoints:",
                        "  - name: " + NAME,
                        "    backends: [proxy1=127.0.0.1:%d, proxy2=127.0.0.1:%d, proxy3=127.0.0.1:%d]"
                                .formatted(ports[0], ports[1], ports[2]),
                        "renewals:",
                        "  - name: docs",
                        "    host: box",
                        "    command: [certbot, renew]",
                        "    renews: [%s]".formatted(NAME),
                        "    deploy: [sh, -c, 'cp -rL %s/. /mnt/copy && kill -HUP %d']"
                                .formatted(LIVE, masters[2]));
        Files.writeString(
                fleet,
                Files.readString(fleet)
                        .replace(
                                "thresholds: {",
                                "thresholds: {certificates: {deploy-within: 1s}, "));
        return new LabConsole(folder, fleet);
    }

    private JsonNode check() throws Exception {
        String said = console().run("check", "--json").text();
        return JsonMapper.builder().build().readTree(said.substring(said.indexOf('{')));
    }

    private static List<String> stopped(JsonNode report) {
        return report.get("findings")
                .valueStream()
                .map(f ->
                        f.get("kind")
                                .asString()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'))
                .filter(k -> k.startsWith("certificate-not-"))
                .toList();
    }

    private static JsonNode finding(JsonNode report, String kind) {
        Optional<JsonNode> found =
                report.get("findings")
                        .valueStream()
                        .filter(f -> f.get("key").asString().startsWith(kind + "/"))
                        .findFirst();
        return found.orElseThrow(() -> new AssertionError(report.get("findings").toPrettyString()));
    }
}
