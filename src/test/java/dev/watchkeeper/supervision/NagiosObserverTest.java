package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.supervision.Check.State;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the files of a real Nagios 4.4.6 say, through the script.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the script reads /proc")
final class NagiosObserverTest {
    @TempDir private Path folder;
    private NagiosFiles files;

    @BeforeEach
    void record() throws Exception {
        files = new NagiosFiles(folder);
    }

    @ParameterizedTest
    @CsvSource({"dash,mawk", "bash,gawk", "busybox,busybox"})
    void everyShellAndAwkReadsTheSame(String shell, String awk) throws Exception {
        assumeTrue(LocalShell.exists(awk), awk);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(
                bin.resolve("awk"),
                "#!/bin/sh\nexec " + awk + (awk.equals("busybox") ? " awk" : "") + " \"$@\"\n");
        assertThat(bin.resolve("awk").toFile().setExecutable(true)).isTrue();
        String path = "PATH=" + bin + ":/usr/bin:/bin";

        SupervisionStatus s =
                shell.equals("busybox")
                        ? files.observed("env", path, shell, "sh")
                        : files.observed("env", path, shell);

        assertThat(s.notes()).isEmpty();
        assertThat(s.daemon().version()).isEqualTo("4.4.6");
        assertThat(s.daemon().pid()).hasValue(99_999_999);
        assertThat(s.daemon().startedAt()).contains(Instant.ofEpochSecond(1795933884));
        assertThat(s.daemon().stateFile()).isEqualTo(folder + "/status.dat");
        assertThat(s.checks()).isEqualTo(Switch.ON);
        assertThat(s.notifications()).isEqualTo(Switch.ON);
        assertThat(s.services())
                .extracting(Check::id)
                .containsExactly(
                        "proxy",
                        "watchkeeper",
                        "www",
                        "proxy/expiry",
                        "proxy/port",
                        "proxy/quiet",
                        "watchkeeper/canary",
                        "www/https",
                        "www/odd name");
        assertThat(s.contacts()).extracting(Contact::name).containsExactly("mailed", "mute", "ops");
    }

    @Test
    void aPortCheckAndOneOfTheExpiryAreToldApart() {
        SupervisionStatus s = files.observed("sh");

        Scope port = NagiosFiles.check(s, "proxy/port").scope();
        assertThat(port.what()).isEqualTo(Scope.What.TLS);
        assertThat(port.address()).isEqualTo("192.0.2.7");
        assertThat(port.port()).hasValue(443);
        assertThat(port.command()).isEqualTo("$USER1$/check_tcp -H 192.0.2.7 -p 443 -S");
        Scope expiry = NagiosFiles.check(s, "proxy/expiry").scope();
        assertThat(expiry.what()).isEqualTo(Scope.What.TLS_EXPIRY);
        assertThat(expiry.warning()).contains(Duration.ofDays(30));
        assertThat(expiry.critical()).contains(Duration.ofDays(14));
        assertThat(expiry.address()).isEqualTo("192.0.2.7");
        assertThat(expiry.names()).containsExactly("www.example.org");
        assertThat(NagiosFiles.check(s, "proxy").scope().what()).isEqualTo(Scope.What.ALIVE);
    }

    @Test
    void whenChecksRunAndWhatTheySaidIsSeen() {
        SupervisionStatus s = files.observed("sh");

        Check https = NagiosFiles.check(s, "www/https");
        assertThat(https.timing().every()).isEqualTo(Duration.ofSeconds(5));
        assertThat(https.timing().active()).isTrue();
        assertThat(https.result().state()).isEqualTo(State.CRITICAL);
        assertThat(https.result().hard()).isTrue();
        assertThat(https.telling().lastSent()).contains(Instant.ofEpochSecond(1795933889));
        Check canary = NagiosFiles.check(s, "watchkeeper/canary");
        assertThat(canary.timing().active()).isFalse();
        assertThat(canary.timing().passive()).isTrue();
        assertThat(canary.timing().every()).isEqualTo(Duration.ZERO);
        assertThat(NagiosFiles.check(s, "watchkeeper").result().state()).isEqualTo(State.PENDING);
        assertThat(NagiosFiles.check(s, "proxy").result().state()).isEqualTo(State.CRITICAL);
        // Its period has no hour in it.
        assertThat(NagiosFiles.check(s, "proxy/port").timing().active()).isFalse();
    }

    @Test
    void theUnitOfIntervalsIsNagiosOwn() throws Exception {
        files.config("interval_length=60\n");

        Check https = NagiosFiles.check(files.observed("sh"), "www/https");

        assertThat(https.timing().every()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whoIsToldAndByWhatIsResolved() throws Exception {
        SupervisionStatus s = files.observed("sh");

        assertThat(NagiosFiles.check(s, "www/https").telling().contacts())
                .containsExactly("mute", "ops");
        Contact mailed = contact(s, "mailed");
        assertThat(mailed.services()).isEqualTo(Switch.ON);
        assertThat(mailed.ways())
                .singleElement()
                .satisfies(w -> {
                    assertThat(w.name()).isEqualTo("notify-by-mail");
                    assertThat(w.line()).contains("/usr/bin/no-such-mail");
                    assertThat(w.works()).isEqualTo(Switch.OFF);
                });
        Contact ops = contact(s, "ops");
        assertThat(ops.services()).isEqualTo(Switch.ON);
        assertThat(ops.hosts()).isEqualTo(Switch.OFF);
        assertThat(ops.ways().getFirst().works()).isEqualTo(Switch.ON);
        assertThat(ops.lastSent()).contains(Instant.ofEpochSecond(1795933891));
        Contact mute = contact(s, "mute");
        assertThat(mute.services()).as("its options are none").isEqualTo(Switch.OFF);
        assertThat(mute.hosts()).as("its period is never").isEqualTo(Switch.OFF);
    }

    @Test
    void whatIsSwitchedOffIsSeen() throws Exception {
        files.change("status.dat", "enable_notifications=1", "enable_notifications=0");
        files.change(
                "status.dat", "active_service_checks_enabled=1", "active_service_checks_enabled=0");

        SupervisionStatus s = files.observed("sh");

        assertThat(s.notifications()).isEqualTo(Switch.OFF);
        assertThat(s.checks()).isEqualTo(Switch.OFF);
        assertThat(NagiosFiles.check(s, "proxy/expiry").telling().enabled())
                .as("its period is never")
                .isFalse();
        assertThat(NagiosFiles.check(s, "proxy/quiet").telling().enabled())
                .as("its options are none")
                .isFalse();
        assertThat(NagiosFiles.check(s, "www/https").telling().enabled()).isTrue();
    }

    @Test
    void aDowntimeThatNeverEndsHasNoEndAndServicesShareTheirHosts() throws Exception {
        SupervisionStatus s = files.observed("sh");

        assertThat(downtime(s, "www/https"))
                .contains(new Check.Downtime(Optional.empty(), "ops", "for ever"));
        Optional<Instant> hour = Optional.of(Instant.ofEpochSecond(1795933891 + 3600));
        assertThat(downtime(s, "proxy/port")).contains(new Check.Downtime(hour, "ops", "an hour"));
        assertThat(downtime(s, "www")).isEmpty();

        // The daemon lost the downtime, and not its count.
        files.change("status.dat", "\tend_time=4102444800", "\tend_time=1");
        files.change("status.dat", "\tis_in_effect=1", "\tis_in_effect=0");
        assertThat(downtime(files.observed("sh"), "www/https").orElseThrow().until()).isEmpty();
    }

    @Test
    void aProcessThatIsGoneOrAnothersIsFound() throws Exception {
        assertThat(life()).isEqualTo(Daemon.Life.GONE);
        // This very process is no Nagios.
        files.change(
                "status.dat", "nagios_pid=99999999", "nagios_pid=" + ProcessHandle.current().pid());
        assertThat(life()).isEqualTo(Daemon.Life.GONE);
    }

    @Test
    void whatIsNotThereOrNotReadableIsSaidInASentence() throws Exception {
        Files.delete(folder.resolve("objects.cache"));
        assertThat(files.observed("sh").notes())
                .containsExactly(
                        folder
                                + "/objects.cache is not on the host; contacts and what the checks"
                                + " look at are not known");
        Files.delete(folder.resolve("status.dat"));
        SupervisionStatus never = files.observed("sh");
        assertThat(never.daemon().life()).isEqualTo(Daemon.Life.GONE);
        assertThat(never.notes())
                .contains(
                        folder
                                + "/status.dat is not on the host: Nagios has not run, or not been"
                                + " able to write it");
        Files.writeString(folder.resolve("status.dat"), "");
        assertThat(files.notObserved())
                .isEqualTo(folder + "/status.dat is empty, or no status.dat of a Nagios");
        Files.delete(folder.resolve("nagios.cfg"));
        assertThat(files.notObserved())
                .isEqualTo(
                        folder
                                + "/nagios.cfg is not on the host; 'config' in the fleet file says"
                                + " where it is");
    }

    private static Contact contact(SupervisionStatus status, String name) {
        return status.contacts().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Check.Downtime> downtime(SupervisionStatus status, String id) {
        return NagiosFiles.check(status, id).telling().downtime();
    }

    private Daemon.Life life() {
        return files.observed("sh").daemon().life();
    }

    static List<String> outputs(SupervisionStatus status) {
        return status.services().stream().map(c -> c.result().output()).toList();
    }
}
