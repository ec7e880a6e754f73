package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.app.Commands.Ended;
import dev.watchkeeper.demo.Demo;
import dev.watchkeeper.tls.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// The commands that only look, on one outage that stays as it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LookingCommandsTest {
    private static final String NAME = "docs.gluster.example";

    @TempDir private Path home;
    private AutoCloseable box = () -> {};
    private String fleet = "";

    @BeforeAll
    void start() throws Exception {
        Demo demo = Demo.start(InstantSource.system());
        box = demo;
        fleet = demo.fleetFile().toString();
    }

    @AfterAll
    void stop() throws Exception {
        box.close();
    }

    @Test
    void probePrintsTheWholeChainOfEveryBackend() {
        Ended probe = run("probe", "--fleet", fleet, NAME);
        assertThat(probe.status()).as(probe.err()).isEqualTo(2);
        assertThat(probe.out())
                .contains("proxy1", "proxy2", "  leaf", "serial", "notAfter", "SHA-256", "SPKI")
                .contains("FAULT", "expired")
                .contains("judged against");
        assertThat(probe.out().lines().filter(l -> l.contains("  protocol"))).hasSize(2);
    }

    @Test
    void probeAsJsonNamesTheSameCertificate() {
        Ended probe = run("probe", "--json", "--fleet", fleet, NAME + ":443");
        JsonNode json = json(probe);
        assertThat(probe.status()).isEqualTo(2);
        assertThat(json.get("endpoints")).hasSize(2);
        JsonNode leaf = json.get("endpoints").get(0).get("latest").get("chain").get(0);
        assertThat(leaf.get("type").asString()).isEqualTo("Parsed");
        assertThat(leaf.get("subjectAltNames").get(0).asString()).contains(NAME);
    }

    @Test
    void anEndpointNobodyAnswersForIsPrintedWithItsReason() {
        Ended probe = run("probe", "--address", "127.0.0.1", "localhost:1");
        assertThat(probe.status()).isEqualTo(2);
        assertThat(probe.out()).contains("REFUSED", "endpoint-unreachable/localhost:1");
    }

    @Test
    void aCloserLookListsVersionsWithWhatToDo() {
        JsonNode depth =
                json(run("probe", "--deep", "--json", "--fleet", fleet, NAME)).get("depth");
        assertThat(depth).hasSize(2);
        assertThat(depth.get(0).get("type").asString()).isEqualTo("Looked");
        assertThat(depth.get(0).get("rows").toString())
                .contains("TLS 1.3", "not offered", "verdict", "advice");
        assertThat(run("probe", "--deep", "--fleet", fleet, NAME).out())
                .contains(" in depth, after ", "GOOD    PROTOCOL     TLS 1.3: TLS_AES");
    }

    @Test
    void aServerThatOffersNoStartTlsIsCriticalAndSaysSo() {
        // fault 18
        try (var server =
                TestServer.plain(c -> {
                    c.getOutputStream().write("220 mx ESMTP\r\n250 mx\r\n".getBytes(UTF_8));
                    c.getInputStream().readAllBytes();
                })) {
            String where = "localhost:" + server.port();
            Ended probe = run("probe", "--address", "127.0.0.1", "--starttls", "SMTP", where);
            assertThat(probe.status()).isEqualTo(2);
            assertThat(probe.out())
                    .contains("before TLS", "STARTTLS_NOT_OFFERED", "STARTTLS is not offered");
        }
    }

    @Test
    void inspectPrintsMountsAndProcessesWithWhatTheyWaitOn() {
        Ended inspect = run("inspect", "--fleet", fleet, "builder31");
        assertThat(inspect.status()).as(inspect.err()).isEqualTo(2);
        assertThat(inspect.out())
                .contains("/mnt/build", "NO ANSWER for", "waits on /mnt/build")
                .contains("etcd", "PID", "WCHAN");
    }

    @Test
    void inspectAsJsonHasTheProcesses() {
        JsonNode json = json(run("inspect", "--json", "--fleet", fleet, "builder31"));
        JsonNode latest = json.get("hosts").get(0).get("latest");
        assertThat(latest.get("type").asString()).isEqualTo("Probed");
        assertThat(latest.get("snapshot").get("processes").size()).isGreaterThan(3);
        assertThat(json.get("endpoints")).isEmpty();
    }

    @Test
    void performanceDataIsWellFormedAndAnExpiredCertificateKeepsItsMetric() {
        String line = run("check", "--nagios", "--fleet", fleet).out();
        assertThat(line).startsWith("WATCHKEEPER CRITICAL - ").endsWith("\n");
        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line.strip().split(" \\| ", -1)).hasSize(2);
        // Monitoring plugins development guidelines: 'label'=value[unit];[warn];[crit];[min];[max]
        assertThat(line.strip().split(" \\| ", -1)[1].split(" ", -1))
                .allMatch(d -> d.matches("[a-z_]+=-?\\d+(\\.\\d+)?(;[\\d.:~@]*){0,4}"));

        String metrics = run("check", "--openmetrics", "--fleet", fleet).out();
        assertThat(metrics)
                .containsPattern(
                        "watchkeeper_certificate_not_after_seconds\\{endpoint=\""
                                + NAME
                                + ":443\",target=\"proxy1\",position=\"0\"[^}]*} \\d+")
                .endsWith("# EOF\n");
    }

    @Test
    void aMistypedKeyOrHostIsToldItsNeighbour() {
        Ended plan = run("plan", "--fleet", fleet, "mount-silent/builder1:/mnt/buidl");
        assertThat(plan.status()).isEqualTo(3);
        assertThat(plan.err()).contains("did you mean 'mount-silent/builder1:/mnt/build'?");
        Ended sudoers = run("sudoers", "--fleet", fleet, "bilder31");
        assertThat(sudoers.status()).isEqualTo(3);
        assertThat(sudoers.err()).contains("did you mean 'builder31'?");
    }

    @Test
    void aFleetFileThatCannotBeUsedIsAllTheErrorsAndStatusThree() throws Exception {
        Path broken = Files.writeString(home.resolve("broken.yaml"), "hots: []\nendpoints: 5\n");
        Ended check = run("check", "--fleet", broken.toString());
        assertThat(check.status()).isEqualTo(3);
        assertThat(check.out()).isEmpty();
        assertThat(check.err())
                .contains("broken.yaml:1:1", "did you mean 'hosts'?")
                .contains(":2:");
        assertThat(run("check", "--fleet", home.toString()).status()).isEqualTo(3);
        assertThat(run("check", "--fleet", home.resolve("none").toString()).err())
                .contains("there is no fleet file");
    }

    @Test
    void aNameThatIsNoneIsRefusedOnEntryWithVisibleEscapes() {
        // fault 34
        Ended option = run("inspect", "--", "-oProxyCommand=x");
        assertThat(option.status()).isEqualTo(3);
        Ended hostile = run("inspect", "a\u001b[31mb\u202e");
        assertThat(hostile.status()).isEqualTo(3);
        assertThat(hostile.err()).doesNotContain("\u001b", "\u202e").contains("\\u{1b}");
    }

    private Ended run(String... line) {
        return new Commands(home.resolve("home")).run(line);
    }

    private static JsonNode json(Ended ended) {
        return JsonMapper.builder().build().readTree(ended.out());
    }
}
