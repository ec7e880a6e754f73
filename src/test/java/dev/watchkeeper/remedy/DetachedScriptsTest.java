package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Renewal;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs the scripts really, under each shell that hosts have.
final class DetachedScriptsTest {
    static final List<List<String>> SHELLS =
            List.of(List.of("dash"), List.of("bash"), List.of("busybox", "sh"));

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String WK = RunHost.NONCE + " ";

    @TempDir private Path home;
    private final RunId run = RunId.next(new SecureRandom());

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRunShowsItsOutputByPartsWithTheirOffsetsAndItsStatus(List<String> shell)
            throws Exception {
        var host = new RunHost(shell, home);
        String said =
                host.said(
                        host.begin(
                                host.renewal(
                                        "docs",
                                        MINUTE,
                                        "echo \"it's\" '$HOME'; printf end; exit 3"),
                                run));

        assertThat(said)
                .contains(WK + "about " + run + " ")
                .contains("it's $HOME\n")
                .endsWith("end\n" + WK + "at 14\n" + WK + "exit 3\n" + WK + "end\n");
        assertThat(host.folder(run).resolve("status")).hasContent("exit 3");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.folder(run))))
                .isEqualTo("rwx------");
        assertThat(host.folder(run).resolve("command")).doesNotExist();
        assertThat(host.folder(run).resolve("taken")).doesNotExist();
    }

    // faults 41 and 58
    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRunGoesOnWhenEverythingOfItsConnectionIsKilledAndIsReadFromWhereItStopped(
            List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        Path go = home.resolve("go");
        Process connection =
                host.begin(
                        host.renewal(
                                "docs",
                                MINUTE,
                                "echo one; while [ ! -e '%s' ]; do sleep 0.1; done; echo two"
                                        .formatted(go)),
                        run);
        awaitContent(host.awaitFile(run, "output"), "one\n");
        killSession(connection);
        Files.createFile(go);
        host.awaitFile(run, "status");

        assertThat(host.says(DetachedScripts.attach(RunHost.NONCE, run, 4, false)))
                .endsWith("\ntwo\n" + WK + "at 8\n" + WK + "exit 0\n" + WK + "end\n")
                .doesNotContain("one\n");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void theLimitIsEnforcedOnTheHostAlsoAgainstWhatIgnoresTermAndLeavesItsGroup(List<String> shell)
            throws Exception {
        var host = new RunHost(shell, home);
        Path pids = home.resolve("pids");
        Renewal stubborn =
                host.renewal(
                        "docs",
                        Duration.ofSeconds(3),
                        "trap '' TERM; setsid sleep 4711 & echo $! >> '%s'; echo $$ >> '%s'; sleep 4712; sleep 4713"
                                .formatted(pids, pids));

        assertThat(host.said(host.begin(stubborn, run))).endsWith(WK + "limit\n" + WK + "end\n");
        assertThat(Files.readAllLines(pids)).hasSize(2).noneMatch(DetachedScriptsTest::isAlive);
    }

    // fault 57
    @ParameterizedTest
    @FieldSource("SHELLS")
    void twoAtOnceBeginOneRunAndBothFollowIt(List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        Path marks = home.resolve("marks");
        Path go = home.resolve("go");
        Renewal renewal =
                host.renewal(
                        "docs",
                        MINUTE,
                        "echo run >> '%s'; while [ ! -e '%s' ]; do sleep 0.1; done; echo done"
                                .formatted(marks, go));
        RunId second = RunId.next(new SecureRandom());
        List<String> said = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both =
                    threads.invokeAll(
                            List.<Callable<String>>of(
                                    () -> followed(host.begin(renewal, run), go),
                                    () -> followed(host.begin(renewal, second), go)));
            for (var one : both) {
                said.add(one.get());
            }
        }

        assertThat(said).allMatch(s -> s.endsWith(WK + "exit 0\n" + WK + "end\n"));
        assertThat(said).allMatch(s -> s.contains("done\n"));
        assertThat(said).filteredOn(s -> s.contains(WK + "attached r")).hasSize(1);
        assertThat(marks).hasContent("run");
        try (var kept = Files.list(host.runs())) {
            assertThat(kept).hasSize(1);
        }
    }

    // fault 77: the lock of a run that was killed with its command; its outcome is no failure and
    // no success
    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRunnerThatWasKilledLeavesAnUnknownOutcomeAndItsLockIsTakenOver(List<String> shell)
            throws Exception {
        var host = new RunHost(shell, home);
        Process connection = host.begin(host.renewal("docs", MINUTE, "exec sleep 20"), run);
        String job = Files.readString(host.awaitFile(run, "job")).split(" ", 2)[0];
        kill(host.runner(run));
        kill(Long.parseLong(job));

        assertThat(host.said(connection)).endsWith(WK + "vanished\n" + WK + "end\n");
        RunId next = RunId.next(new SecureRandom());
        assertThat(host.said(host.begin(host.renewal("docs", MINUTE, "true"), next)))
                .endsWith(WK + "exit 0\n" + WK + "end\n");
    }

    // a pid that is another process by now, and a boot that is over
    @ParameterizedTest
    @FieldSource("SHELLS")
    void aPidOfAnotherProcessOrAnotherBootIsNoRunThatGoesOn(List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        host.said(host.begin(host.renewal("docs", MINUTE, "true"), run));
        Path folder = host.folder(run);
        Files.delete(folder.resolve("status"));
        String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        long self = ProcessHandle.current().pid();

        Files.writeString(folder.resolve("pid"), self + " 1 " + boot + "\n");
        assertThat(attached(host)).endsWith(WK + "vanished\n" + WK + "end\n");
        Files.writeString(folder.resolve("pid"), self + " 1 another\n");
        assertThat(attached(host)).endsWith(WK + "reboot\n" + WK + "end\n");
        assertThat(host.says(DetachedScripts.list(RunHost.NONCE)))
                .contains(WK + "fate " + run + " - reboot\n");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void outputBeyondTheCapIsCutWithAMarkAndTheCommandGoesOnToItsEnd(List<String> shell)
            throws Exception {
        var host = new RunHost(shell, home);
        Process connection =
                host.begin(
                        host.renewal(
                                "docs", MINUTE, "head -c 6000000 /dev/zero | tr '\\0' x; exit 7"),
                        run);
        // Nobody reads, so that nothing but the cap bounds it.
        host.awaitFile(run, "status");
        killSession(connection);

        Path output = host.folder(run).resolve("output");
        assertThat(Files.size(output)).isEqualTo((4 << 20) + "\n[output cut here]\n".length());
        assertThat(host.folder(run).resolve("status")).hasContent("exit 7");
        assertThat(host.says(DetachedScripts.attach(RunHost.NONCE, run, 4 << 20, false)))
                .contains("\n[output cut here]\n")
                .endsWith(WK + "exit 7\n" + WK + "end\n");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRunIsEndedOnRequestAndOneThatIsNotThereIsAbsent(List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        Process connection = host.begin(host.renewal("docs", MINUTE, "sleep 20; sleep 21"), run);
        host.runner(run);

        assertThat(host.says(DetachedScripts.end(RunHost.NONCE, run)))
                .isEqualTo(WK + "cancelled\n" + WK + "end\n");
        assertThat(host.said(connection)).endsWith(WK + "cancelled\n" + WK + "end\n");
        RunId other = RunId.next(new SecureRandom());
        assertThat(host.says(DetachedScripts.end(RunHost.NONCE, other)))
                .isEqualTo(WK + "absent\n" + WK + "end\n");
        assertThat(host.says(DetachedScripts.attach(RunHost.NONCE, other, 0, false)))
                .isEqualTo(WK + "absent\n" + WK + "end\n");
    }

    private String attached(RunHost host) throws Exception {
        return host.says(DetachedScripts.attach(RunHost.NONCE, run, 0, false));
    }

    /// All that a follower prints. Once one has found the other's run, that may go on.
    private static String followed(Process follower, Path go) throws Exception {
        var said = new StringBuilder();
        try (var lines = follower.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(WK + "attached r")) {
                    Files.createFile(go);
                }
            }
        }
        return said.toString();
    }

    private static void awaitContent(Path file, String content) throws Exception {
        while (!Files.readString(file).equals(content)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /// What sshd and the wrapper end with a connection, and more.
    private static void killSession(Process connection) throws Exception {
        new ProcessBuilder("pkill", "-KILL", "-s", String.valueOf(connection.pid()))
                .start()
                .waitFor();
        connection.descendants().forEach(ProcessHandle::destroyForcibly);
        connection.destroyForcibly().waitFor();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    static boolean isAlive(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid.strip(), "stat"));
            return !stat.contains(") Z ");
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
