package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real certbot with a real authority on a host that is asked over a real sshd.
@Tag("lab")
final class RenewalLabTest {
    private static final String ARCHIVE = "/etc/letsencrypt/archive/docs.example.org/";

    @TempDir private Path folder;
    private LabHost host;
    private Pebble pebble;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/usr/bin/certbot")), "no certbot");
        assumeTrue(Files.exists(Path.of("/usr/bin/pebble")), "no pebble");
        host = new LabHost(folder);
        pebble = new Pebble(folder);
        for (String own : new String[] {"log", "lib"}) {
            host.tell(
                    "mkdir -p /var/%1$s/letsencrypt && mount -t tmpfs -o mode=700 lab /var/%1$s/letsencrypt"
                            .formatted(own));
        }
        host.tell(
                pebble.certbot(
                                "certonly --standalone --agree-tos"
                                        + " --register-unsafely-without-email -d docs.example.org")
                        + " >/mnt/said 2>&1");
        host.tell(
                pebble.certbot("renew --force-renewal --no-random-sleep-on-renew")
                        + " >/mnt/said 2>&1");
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

    @Test
    void itsCertificatesLinksAndRunsAreReadAsTheyAre() throws Exception {
        JsonNode certbot = certbot(inspect("root"));
        JsonNode lineage = certbot.get("lineages").get(0);
        assertThat(lineage.get("newest").get("path").asString()).isEqualTo(ARCHIVE + "cert2.pem");
        assertThat(serial(lineage.get("newest"))).isEqualTo(openssl("cert2.pem"));
        assertThat(serial(lineage.get("before"))).isEqualTo(openssl("cert1.pem"));
        assertThat(lineage.get("link").get("type").asString()).isEqualTo("Current");
        assertThat(lineage.get("rule").get("source").asString()).isEqualTo("certbot's default");
        JsonNode activity = certbot.get("activity");
        assertThat(activity.get("lastStart").get("type").asString()).isEqualTo("At");
        assertThat(activity.get("lastSuccess").get("type").asString()).isEqualTo("At");
        assertThat(certbot.get("lock").get("type").asString()).isEqualTo("Free");

        host.tell(
                "ln -sf ../../archive/docs.example.org/cert1.pem"
                        + " /etc/letsencrypt/live/docs.example.org/cert.pem");
        assertThat(
                        certbot(inspect("root"))
                                .get("lineages")
                                .get(0)
                                .get("link")
                                .get("type")
                                .asString())
                .isEqualTo("Behind");
    }

    // fault 59
    @Test
    void theLockOfARunThatHangsIsFoundWithItsHolder() throws Exception {
        long run =
                host.start(
                        pebble.certbot(
                                "renew --force-renewal --no-random-sleep-on-renew --pre-hook"
                                        + " 'sleep 4711'"));
        SilentMount.await(this::hookRuns);
        host.tell(pebble.certbot("renew --no-random-sleep-on-renew") + " >/mnt/said 2>&1; true");
        assertThat(host.tell("cat /mnt/said")).anyMatch(l -> l.contains("already running"));

        JsonNode certbot = certbot(inspect("root"));

        JsonNode lock = certbot.get("lock");
        assertThat(lock.get("type").asString()).isEqualTo("Held");
        assertThat(lock.get("pid").asLong()).isEqualTo(run);
        assertThat(lock.get("command").asString()).isEqualTo("certbot");
        assertThat(lock.get("waitChannel").asString()).isNotEmpty();
        assertThat(certbot.get("activity").get("lastFailure").isNull()).isTrue();
        assertThat(console("root").run("inspect", "box").text())
                .contains("HELD by pid " + run + " (certbot)");
    }

    @Test
    void whoIsNotRootReadsItThroughSudoOrIsToldThatItNeedsRoot() throws Exception {
        host.addUser("ops");
        JsonNode without = inspect("ops", "    sudo: true");
        assertThat(certbot(without).get("lineages").get(0).get("newest").isNull()).isTrue();
        assertThat(certbot(without).get("activity").get("lastSuccess").get("type").asString())
                .isEqualTo("Unknown");
        assertThat(automation(without).get("unread").toString())
                .contains("/etc/letsencrypt/live/docs.example.org/cert.pem", "it needs root");
        assertThat(automation(without).get("notes").toString()).contains("sudo -n was refused");

        Files.writeString(
                folder.resolve("rules"),
                console("ops", "    sudo: true").run("sudoers", "box").text());
        host.tell(
                "install -m 0440 %s /etc/sudoers.d/watchkeeper && visudo -cf /etc/sudoers.d/watchkeeper >/dev/null"
                        .formatted(folder.resolve("rules")));
        JsonNode with = certbot(inspect("ops", "    sudo: true"));
        assertThat(serial(with.get("lineages").get(0).get("newest")))
                .isEqualTo(openssl("cert2.pem"));
        assertThat(with.get("lineages").get(0).get("link").get("type").asString())
                .isEqualTo("Current");
        assertThat(with.get("activity").get("lastSuccess").get("type").asString()).isEqualTo("At");
    }

    @Test
    void aMountThatHangsCostsOnlyWhatLiesOnItAndLeavesNoPile() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        host.mountSilent();
        host.tell("echo 'http { include \"/mnt/vol 1/x.conf\"; }' >/etc/nginx/nginx.conf");
        JsonNode first = inspect("root");
        assertThat(automation(first).get("complete").asBoolean()).isTrue();
        assertThat(automation(first).get("notes").toString()).contains("servers: out of time");
        assertThat(serial(certbot(first).get("lineages").get(0).get("newest")))
                .isEqualTo(openssl("cert2.pem"));
        long left = shells();
        inspect("root");
        assertThat(shells()).isLessThanOrEqualTo(left);
    }

    private long shells() throws IOException {
        return host.processes().stream()
                .filter(l -> l.matches("\\d+ . (sh|stat|awk|cat)\\).*|\\d+ . (sh|stat|awk|cat)"))
                .count();
    }

    private boolean hookRuns() {
        try {
            return host.processes().stream().anyMatch(l -> l.contains("sleep"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String openssl(String file) throws IOException {
        return host.tell("openssl x509 -noout -serial -in " + ARCHIVE + file)
                .getFirst()
                .replace("serial=", "");
    }

    private static String serial(JsonNode certificate) {
        return certificate.get("chain").get(0).get("serialNumber").asString();
    }

    private LabConsole console(String user, String... more) throws IOException {
        return new LabConsole(folder, host.fleet(user, more));
    }

    private JsonNode inspect(String user, String... more) throws Exception {
        String said = console(user, more).run("inspect", "box", "--json").text();
        return new ObjectMapper().readTree(said.substring(said.indexOf('{')));
    }

    private static JsonNode automation(JsonNode report) {
        JsonNode renewals = report.get("hosts").get(0).get("renewals");
        assertThat(renewals.get("latest").get("type").asString())
                .as("%s", renewals)
                .isEqualTo("Observed");
        return renewals.get("latest").get("automation");
    }

    private static JsonNode certbot(JsonNode report) {
        return automation(report)
                .get("clients")
                .valueStream()
                .filter(c -> c.get("type").asString().equals("Certbot"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(automation(report).toPrettyString()));
    }
}
