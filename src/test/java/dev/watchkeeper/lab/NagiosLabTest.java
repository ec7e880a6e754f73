package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.supervision.Daemon.Life;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.NagiosDrill;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Debian's Nagios: what is wrong with it is seen as what it is, and the drill names the leg.
@Tag("lab")
final class NagiosLabTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(5);

    @TempDir private Path home;
    private Receipt.File receipt;

    @BeforeEach
    void place() {
        receipt = LabNagios.receipt(home);
    }

    @Test
    void aHealthyOneIsSeenAndItsDrillPassesTwice() throws Exception {
        DrillPolicy policy = LabNagios.policy(receipt, LONG);
        try (var nagios = new LabNagios(home, policy)) {
            SupervisionStatus s = nagios.observe().orElseThrow();
            assertThat(s.notes()).isEmpty();
            assertThat(s.daemon().life()).isEqualTo(Life.RUNNING);
            assertThat(s.daemon().pid()).hasValue(nagios.pid());
            assertThat(s.notifications()).isEqualTo(Switch.ON);
            assertThat(check(s, "proxy/port").scope().what()).isEqualTo(What.TLS);
            assertThat(check(s, "proxy/expiry").scope().what()).isEqualTo(What.TLS_EXPIRY);
            assertThat(check(s, "proxy/expiry").scope().warning()).contains(Duration.ofDays(30));
            assertThat(s.toString()).doesNotContain("a password");
            // The program of its command is not on this machine.
            assertThat(s.contacts())
                    .filteredOn(c -> c.name().equals("ops"))
                    .flatExtracting(Contact::ways)
                    .extracting(Contact.Way::works)
                    .containsExactly(Switch.OFF);

            List<Leg> heard = new ArrayList<>();
            DrillResult first = drill(nagios, policy, heard);
            assertThat(first.legs())
                    .as("%s", first)
                    .extracting(Leg::stage)
                    .containsExactly(Stage.values());
            assertThat(first.legs()).extracting(Leg::verdict).containsOnly(Verdict.PASSED);
            assertThat(heard).isEqualTo(first.legs());
            assertThat(Files.readString(Path.of(receipt.path()))).contains(first.token());
            nagios.await(st -> check(st, "watchkeeper/canary").result().state() == Check.State.OK);

            // One that was cut off left it CRITICAL.
            nagios.command("PROCESS_SERVICE_CHECK_RESULT;watchkeeper;canary;2;left over");
            nagios.await(
                    st -> check(st, "watchkeeper/canary").result().state() == Check.State.CRITICAL);
            assertThat(drill(nagios, policy, heard).passed()).isTrue();
        }
    }

    @Test
    void oneThatIsStoppedOrKilledIsNotAlive() throws Exception {
        DrillPolicy policy = LabNagios.policy(receipt, SHORT);
        try (var nagios = new LabNagios(home, policy)) {
            nagios.signal("STOP");
            assertThat(nagios.observe().orElseThrow().daemon().life()).isEqualTo(Life.STOPPED);
            fails(
                    nagios,
                    policy,
                    Stage.ALIVE,
                    "process " + nagios.pid() + " is stopped by a signal");

            nagios.signal("KILL");
            nagios.await(s -> s.daemon().life() == Life.GONE);
            fails(nagios, policy, Stage.ALIVE, "process " + nagios.pid() + " does not run");
        }
    }

    @Test
    void oneWhoseStateIsNotWrittenAnyMoreIsNotAlive() throws Exception {
        DrillPolicy policy = LabNagios.policy(receipt, SHORT);
        try (var nagios = new LabNagios(home, policy)) {
            Path var = nagios.folder.resolve("var");
            RealSshd.execute(List.of("chown", "root:root", var.toString()));
            Files.setPosixFilePermissions(var, PosixFilePermissions.fromString("rwxr-xr-x"));
            age(var.resolve("status.dat"));

            SupervisionStatus s = nagios.observe().orElseThrow();
            assertThat(s.daemon().life()).isEqualTo(Life.RUNNING);
            assertThat(s.daemon().writtenAt().orElseThrow())
                    .isBefore(s.clock().minus(Duration.ofMinutes(5)));
            fails(nagios, policy, Stage.ALIVE, "was not written again within 5 s");
        }
    }

    @Test
    void whatKeepsItSilentIsSeenAndTheDrillEndsThere() throws Exception {
        DrillPolicy policy = LabNagios.policy(receipt, SHORT);
        try (var nagios = new LabNagios(home, policy)) {
            long now = Clock.systemUTC().instant().getEpochSecond();
            nagios.command("SCHEDULE_SVC_DOWNTIME;proxy;expiry;" + now + ";4102444800;1;0;0;ops;x");
            nagios.command("DISABLE_CONTACT_SVC_NOTIFICATIONS;ops");
            nagios.command("DISABLE_SVC_NOTIFICATIONS;proxy;port");
            nagios.command("DISABLE_NOTIFICATIONS");
            SupervisionStatus s = nagios.await(st -> st.notifications() == Switch.OFF);
            Check.Downtime downtime = check(s, "proxy/expiry").telling().downtime().orElseThrow();
            assertThat(downtime.until()).isEmpty();
            assertThat(check(s, "proxy/port").telling().enabled()).isFalse();
            assertThat(s.contacts())
                    .filteredOn(c -> c.name().equals("ops"))
                    .extracting(Contact::services)
                    .containsExactly(Switch.OFF);
            fails(
                    nagios,
                    policy,
                    Stage.NOTIFIED,
                    "nobody was told within 5 s: notifications are switched off for all");
        }
    }

    @Test
    void whatIsToldToNobodyWhoCanBeSeenIsNotReceived() throws Exception {
        DrillPolicy written = LabNagios.policy(receipt, LONG);
        try (var nagios = new LabNagios(home, written)) {
            var elsewhere = new Receipt.File("watch1", home + "/nagios/var/elsewhere");
            DrillPolicy policy = LabNagios.policy(elsewhere, SHORT);
            fails(nagios, policy, Stage.RECEIVED, "it was not in " + elsewhere.path());
        }
    }

    @Test
    void aCanaryThatIsNotThereOrWouldTellAPersonIsNotTouched() throws Exception {
        DrillPolicy policy = LabNagios.policy(receipt, SHORT);
        try (var nagios = new LabNagios(home, policy)) {
            DrillPolicy missing = named(policy, "watchkeeper/other");
            fails(nagios, missing, Stage.ACCEPTED, "there is no service watchkeeper/other");
            DrillPolicy person = named(policy, "proxy/port");
            fails(nagios, person, Stage.ACCEPTED, "refused: it would tell ops");
            assertThat(Files.readString(nagios.folder.resolve("var/nagios.log")))
                    .doesNotContain("EXTERNAL COMMAND");
        }
    }

    private static DrillPolicy named(DrillPolicy p, String canary) {
        return new DrillPolicy(
                canary, p.every(), p.provenFor(), p.within(), p.pages(), p.receipt());
    }

    /// Makes a file look as if it had been written an hour ago.
    private static void age(Path status) throws Exception {
        String text = Files.readString(status);
        long hourAgo = Clock.systemUTC().instant().getEpochSecond() - 3600;
        Files.writeString(status, text.replaceFirst("created=[0-9]+", "created=" + hourAgo));
    }

    private static DrillResult drill(LabNagios nagios, DrillPolicy policy, List<Leg> heard) {
        return new NagiosDrill(new LocalShell("sh"), Clock.systemUTC(), LabNagios::nonce)
                .run(nagios.supervision(policy), LabNagios.fleet(), false, heard::add);
    }

    private static void fails(LabNagios nagios, DrillPolicy policy, Stage stage, String text) {
        DrillResult result = drill(nagios, policy, new ArrayList<>());
        Leg fault = result.fault().orElseThrow();
        assertThat(fault.stage()).as("%s", result).isEqualTo(stage);
        assertThat(fault.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(fault.text()).contains(text);
        assertThat(result.legs()).last().isEqualTo(fault);
        assertThat(result.passed()).isFalse();
    }

    private static Check check(SupervisionStatus status, String id) {
        return status.services().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }
}
