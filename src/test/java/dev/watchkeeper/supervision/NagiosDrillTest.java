package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.NagiosWire.LogEnd;
import dev.watchkeeper.supervision.NagiosWire.Sent;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The legs of a drill without a Nagios; with a real one they are in the lab.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the scripts are for POSIX hosts")
final class NagiosDrillTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String TOKEN = "watchkeeper-drill-4711";

    @TempDir private Path folder;
    private NagiosFiles files;

    @BeforeEach
    void record() throws Exception {
        files = new NagiosFiles(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void aCommandFileThatNobodyReadsIsFoundAndNobodyIsLeftWaitingAtIt(String shell)
            throws Exception {
        fifo();

        Sent sent = wire(shell, Duration.ofMillis(300)).send(List.of("ONE;" + TOKEN), LONG);

        assertThat(sent)
                .isEqualTo(new Sent.Refused("nobody reads the command file: Nagios does not run"));
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void whatIsHandedOverArrivesLineByLineWithItsTime(String shell) throws Exception {
        fifo();
        Process reader = new ProcessBuilder("cat", folder.resolve("nagios.cmd").toString()).start();
        long size = Files.size(folder.resolve("nagios.log"));

        Sent sent = wire(shell).send(List.of("ONE;it's $(HOME) `id`", "TWO;b"), LONG);

        assertThat(sent).isInstanceOf(Sent.Taken.class);
        Sent.Taken taken = (Sent.Taken) sent;
        assertThat(taken.log().size()).isEqualTo(size);
        assertThat(taken.log().node()).matches("[0-9]+");
        assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("[%1$d] ONE;it's $(HOME) `id`\n[%1$d] TWO;b\n".formatted(taken.at()));
    }

    @Test
    void whyNothingIsTakenIsSaid() throws Exception {
        assertThat(wire("sh").send(List.of("ONE"), LONG))
                .isEqualTo(
                        new Sent.Refused(
                                "there is no command file: Nagios does not run, or takes no"
                                        + " commands"));
        Files.writeString(folder.resolve("nagios.cmd"), "");
        assertThat(wire("sh").send(List.of("ONE"), LONG))
                .isEqualTo(new Sent.Refused("the command file is no FIFO"));
        assertThat(folder.resolve("nagios.cmd")).isEmptyFile();
        files.config("check_external_commands=0\n");
        assertThat(wire("sh").send(List.of("ONE"), LONG))
                .isEqualTo(
                        new Sent.Refused(
                                "Nagios takes no external commands: check_external_commands is 0"));
    }

    // fault 46, fault 48
    @Test
    void theCanaryIsSeenAsStatusAndLogHaveIt() throws Exception {
        String node = inode("nagios.log");
        String more =
                "[1795934000] SERVICE NOTIFICATION: ops;watchkeeper;canary;CRITICAL;x;"
                        + TOKEN
                        + "\n[1795934000] EXTERNAL COMMAND: PROCESS_SERVICE_CHECK_RESULT;a;b;2;"
                        + TOKEN
                        + "\n";
        long size = Files.size(folder.resolve("nagios.log"));
        Files.writeString(
                folder.resolve("nagios.log"), more, java.nio.file.StandardOpenOption.APPEND);

        var look = wire("sh").look("watchkeeper", "canary", TOKEN, new LogEnd(node, size), LONG);

        assertThat(look.fault()).isEmpty();
        assertThat(look.created()).isPositive();
        assertThat(look.service())
                .contains(
                        new NagiosWire.Service(
                                "2", 1795933891, 1795933891, "tok-123 text \u001b[2J \u202eevil"));
        assertThat(look.log()).singleElement().asString().contains("ops;watchkeeper;canary");
        // What was in the log before does not count.
        size = Files.size(folder.resolve("nagios.log"));
        var later = wire("sh").look("watchkeeper", "canary", TOKEN, new LogEnd(node, size), LONG);
        assertThat(later.log()).isEmpty();
        assertThat(wire("sh").look("a", "b", TOKEN, LogEnd.UNKNOWN, LONG).service()).isEmpty();
    }

    @Test
    void oneThatDoesNotRunEndsTheDrillAtItsFirstLeg() {
        List<Leg> heard = new ArrayList<>();

        DrillResult result = drill(NagiosFiles.fleet(), heard);

        assertThat(result.legs())
                .singleElement()
                .satisfies(l -> {
                    assertThat(l.stage()).isEqualTo(Stage.ALIVE);
                    assertThat(l.verdict()).isEqualTo(Verdict.FAILED);
                    assertThat(l.text()).isEqualTo("process 99999999 does not run");
                });
        assertThat(heard).isEqualTo(result.legs());
        assertThat(result.token()).isEqualTo("watchkeeper-drill-0123456789abcdef");
        assertThat(result.startedAt()).isEqualTo(NagiosFiles.ASKED);
    }

    @Test
    void aHostThatTheFleetDoesNotHaveIsNamed() {
        assertThat(drill(Fleet.empty(), new ArrayList<>()).fault().orElseThrow().text())
                .isEqualTo("the fleet has no host watch1 any more");
    }

    @Test
    void anEndedDrillSaysSoAndSetsTheCanaryBack() throws Exception {
        fifo();
        Process reader = new ProcessBuilder("cat", folder.resolve("nagios.cmd").toString()).start();
        var course =
                new NagiosCourse(wire("sh"), DrillPolicy.DEFAULT, TOKEN, Duration.ofSeconds(9));
        var legs = new DrillLegs(_ -> {});

        assertThat(legs.go(Stage.ACCEPTED, course::accepted)).isTrue();
        Process again = new ProcessBuilder("cat", folder.resolve("nagios.cmd").toString()).start();
        Thread.currentThread().interrupt();
        assertThat(legs.go(Stage.STATE_CHANGED, course::changed)).isFalse();
        course.takeBack();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(legs.legs().getLast().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(legs.legs().getLast().text()).isEqualTo("it was ended before it could be told");
        assertThat(said(reader)).contains(";watchkeeper;canary;2;" + TOKEN);
        assertThat(said(again)).endsWith(";watchkeeper;canary;0;the drill is over\n");
    }

    @Test
    void whoWouldBeToldDecidesWhetherTheCanaryIsTouched() throws Exception {
        files.change("status.dat", "created=", "created=9");
        var course = new NagiosCourse(wire("sh"), DrillPolicy.DEFAULT, TOKEN, LONG);
        course.alive(running(files.observe("sh")));

        assertThat(course.refusal(false).orElseThrow().text())
                .isEqualTo("refused: it would tell ops, and may tell nobody but watchkeeper-drill");
        assertThat(course.refusal(true)).isEmpty();
        files.change("objects.cache", "\tcontacts\tops", "\tcontacts\twatchkeeper-drill");
        course.alive(running(files.observe("sh")));
        assertThat(course.refusal(false)).isEmpty();
        Files.writeString(
                folder.resolve("objects.cache"),
                """
                define serviceescalation {
                \thost_name\twatchkeeper
                \tservice_description\tcanary
                \tcontact_groups\tall
                \t}
                """,
                java.nio.file.StandardOpenOption.APPEND);
        course.alive(running(files.observe("sh")));
        assertThat(course.refusal(false).orElseThrow().text()).contains("tell mute, ops,");
        Files.delete(folder.resolve("objects.cache"));
        course.alive(running(files.observe("sh")));
        assertThat(course.refusal(false).orElseThrow().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    /// The same, of a Nagios that runs and has just written.
    private static SupervisionObservation running(SupervisionObservation observation) {
        var seen = (SupervisionObservation.Observed) observation;
        SupervisionStatus s = seen.status();
        Daemon d = s.daemon();
        var daemon =
                new Daemon(
                        d.version(),
                        d.pid(),
                        Daemon.Life.RUNNING,
                        d.startedAt(),
                        java.util.Optional.of(s.clock()),
                        d.stateFile());
        return new SupervisionObservation.Observed(
                seen.supervision(),
                seen.observedAt(),
                seen.took(),
                new SupervisionStatus(
                        s.clock(),
                        daemon,
                        s.checks(),
                        s.notifications(),
                        s.services(),
                        s.contacts(),
                        s.alerting(),
                        s.notes()));
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private DrillResult drill(Fleet fleet, List<Leg> heard) {
        Instant at = NagiosFiles.ASKED;
        return new NagiosDrill(shell("sh"), () -> at, () -> "0123456789abcdef", LONG)
                .run(files.supervision(), fleet, false, heard::add);
    }

    private NagiosWire wire(String shell) {
        return wire(shell, LONG);
    }

    private NagiosWire wire(String shell, Duration patience) {
        return new NagiosWire(
                shell(shell),
                files.supervision(),
                Host.of(NagiosFiles.HOST),
                () -> "0123456789abcdef",
                patience);
    }

    private Remote shell(String shell) {
        String mark = "FOLDER=" + folder;
        return shell.equals("busybox")
                ? new LocalShell("env", mark, shell, "sh")
                : new LocalShell("env", mark, shell);
    }

    private void fifo() throws Exception {
        assertThat(
                        new ProcessBuilder("mkfifo", folder.resolve("nagios.cmd").toString())
                                .start()
                                .waitFor())
                .isZero();
    }

    private String inode(String name) throws IOException {
        return Files.getAttribute(folder.resolve(name), "unix:ino").toString();
    }

    /// What was started with our mark, and still runs.
    private List<String> left() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(p -> p.getFileName().toString().matches("[0-9]+"))
                    .filter(this::isOurs)
                    .map(Path::toString)
                    .toList();
        }
    }

    private boolean isOurs(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .contains("FOLDER=" + folder);
        } catch (IOException e) {
            return false;
        }
    }
}
