package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.ApiClient;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.IcingaDrill;
import dev.watchkeeper.supervision.IcingaObserver;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;
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
import java.util.UUID;

/// Debian's Icinga 2: what is told of it, and where a drill stops.
@Tag("lab")
@Tag("more")
final class IcingaLabTest {
    private static final String OBJECTS =
            """
            object Host "docs" {
              check_command = "dummy"
              address = "127.0.0.1"
              check_interval = 1s
            }
            template Service "passive" {
              host_name = "docs"
              check_command = "passive"
              enable_active_checks = false
              max_check_attempts = 1
            }
            object Service "cert" {
              host_name = "docs"
              check_command = "http"
              check_interval = 1s
              retry_interval = 1s
              vars.http_ssl = true
              vars.http_sni = true
              vars.http_vhost = "docs.example.org"
              vars.http_certificate = "21,7"
            }
            object Service "port" {
              host_name = "docs"
              check_command = "tcp"
              check_interval = 1s
              vars.tcp_port = 443
            }
            object Service "ssl" {
              host_name = "docs"
              check_command = "ssl_cert"
              enable_active_checks = false
              vars.ssl_cert_warn = 21
              vars.ssl_cert_critical = 7
            }
            object Service "canary" { import "passive" }
            object Service "silent" { import "passive" }
            object Service "people" { import "passive" }
            object Service "off" {
              import "passive"
              enable_notifications = false
            }
            object Service "soft" {
              import "passive"
              max_check_attempts = 3
            }
            object Service "active" {
              import "passive"
              enable_passive_checks = false
            }
            object NotificationCommand "tell" {
              command = [ "/bin/sh", "-c", "echo \\"$$0\\" >>TOLD", "$service.output$" ]
            }
            object User "watchkeeper-drill" { }
            object User "ops" { }
            template Notification "told" {
              host_name = "docs"
              command = "tell"
              interval = 0
            }
            object Notification "canary" {
              import "told"
              service_name = "canary"
              users = [ "watchkeeper-drill" ]
            }
            object Notification "off" {
              import "told"
              service_name = "off"
              users = [ "watchkeeper-drill" ]
            }
            object Notification "people" {
              import "told"
              service_name = "people"
              users = [ "ops" ]
            }
            """;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir private Path folder;

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()));
    private final IcingaObserver observer = new IcingaObserver(client, InstantSource.system());
    private LabIcinga lab;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/sbin/icinga2")), "no icinga2");
        lab = new LabIcinga(folder, objects());
    }

    @AfterEach
    void stop() {
        lab.close();
        client.close();
    }

    @Test
    void whatItChecksAndWhomItTellsIsReadAndADrillArrives() throws Exception {
        LabProcesses.eventually(() -> check("cert").timing().last().isPresent());
        SupervisionStatus status = status();

        assertThat(status.notes()).isEmpty();
        assertThat(status.checks()).isEqualTo(Switch.ON);
        assertThat(status.notifications()).isEqualTo(Switch.ON);
        assertThat(status.daemon().version()).startsWith("r2.");
        assertThat(status.daemon().pid()).isPresent();
        assertThat(Duration.between(status.clock(), InstantSource.system().instant()).abs())
                .isLessThan(Duration.ofMinutes(1));
        Scope expiry = check("cert").scope();
        assertThat(expiry.what()).isEqualTo(Scope.What.TLS_EXPIRY);
        assertThat(expiry.names()).containsExactly("docs.example.org");
        assertThat(expiry.warning()).contains(Duration.ofDays(21));
        assertThat(expiry.critical()).contains(Duration.ofDays(7));
        assertThat(check("port").scope().what()).isEqualTo(Scope.What.PORT);
        assertThat(check("ssl").scope().what()).isEqualTo(Scope.What.TLS_EXPIRY);
        assertThat(check("ssl").timing().every()).isZero();
        assertThat(check("silent").telling().contacts()).isEmpty();
        assertThat(check("people").telling().contacts()).containsExactly("ops");

        DrillResult drill = drill("canary");
        assertThat(drill.legs())
                .extracting(DrillResult.Leg::verdict)
                .as("%s", drill.legs())
                .containsOnly(Verdict.PASSED)
                .hasSize(5);
        LabProcesses.eventually(() -> check("canary").result().state() == Check.State.OK);
        assertThat(check("canary").telling().lastSent()).isPresent();
        assertThat(drill("canary").fault()).isEmpty();
    }

    @Test
    void theLegAtFaultIsNamed() throws Exception {
        stopsAt(Stage.NOTIFIED, "has no Notification object", "silent");
        stopsAt(Stage.NOTIFIED, "the notifications of docs/off are switched off", "off");
        stopsAt(Stage.STATE_CHANGED, "its max_check_attempts is 3, and must be 1", "soft");
        stopsAt(Stage.ACCEPTED, "nothing was sent: it would tell ops", "people");
        stopsAt(Stage.ACCEPTED, "takes no passive results", "active");
        stopsAt(Stage.ACCEPTED, "there is no service docs/nothing", "nothing");

        new ProcessBuilder("kill", "-STOP", Long.toString(status().daemon().pid().orElseThrow()))
                .start()
                .waitFor();
        stopsAt(Stage.ALIVE, "accepts connections and does not answer", "canary");
    }

    private void stopsAt(Stage stage, String text, String canary) {
        DrillResult result = drill(canary);

        assertThat(result.fault())
                .as("%s", result.legs())
                .hasValueSatisfying(leg -> {
                    assertThat(leg.text()).contains(text);
                    assertThat(leg.stage()).isEqualTo(stage);
                });
    }

    private DrillResult drill(String canary) {
        Duration within = canary.equals("canary") ? LIMIT : Duration.ofSeconds(2);
        return new IcingaDrill(
                        client,
                        new LocalShell("/bin/sh"),
                        InstantSource.system(),
                        () -> UUID.randomUUID().toString())
                .run(supervision(canary, within), fleet(), false, _ -> {});
    }

    private static Fleet fleet() {
        return new Fleet(List.of(), List.of(Host.of("here")), List.of(), Thresholds.DEFAULT);
    }

    private Supervision supervision(String canary, Duration within) {
        return new Supervision(
                "icinga",
                SupervisionKind.ICINGA,
                Optional.empty(),
                Optional.of(
                        new WebAccess(
                                URI.create(lab.url()),
                                Optional.of("watchkeeper"),
                                Optional.of(lab.secret()),
                                Optional.of(lab.authority()))),
                List.of(),
                SupervisionKind.ICINGA.config(),
                List.of(),
                new DrillPolicy(
                        "docs/" + canary,
                        Optional.empty(),
                        Duration.ofDays(7),
                        within,
                        false,
                        Optional.of(new Receipt.File("here", folder.resolve("told").toString()))));
    }

    private SupervisionStatus status() {
        SupervisionObservation seen =
                observer.observe(supervision("canary", LIMIT), fleet(), LIMIT);
        assertThat(seen).isInstanceOf(SupervisionObservation.Observed.class);
        return ((SupervisionObservation.Observed) seen).status();
    }

    private Check check(String name) {
        return status().services().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String objects() {
        return OBJECTS.replace("TOLD", folder.resolve("told").toString());
    }
}
