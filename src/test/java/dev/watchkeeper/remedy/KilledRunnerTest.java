package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.ssh.RemoteCommand;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What is left of a run whose runner is killed by KILL, at one moment or another.
@Timeout(120)
final class KilledRunnerTest {
    static final List<List<String>> SHELLS = DetachedScriptsTest.SHELLS;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String WK = RunHost.NONCE + " ";

    @TempDir private Path home;
    private final RunId run = RunId.next(new SecureRandom());

    static Stream<Arguments> momentsInEachShell() {
        List<String> moments =
                List.of(
                        "    put pid \"$self\" || refuse spool\n",
                        "rm -f \"$dir/pipe\"\n",
                        "spooler=$!\n",
                        "job=$!\n",
                        "    look \"$me\" && put job \"$me $start\"\n");
        return SHELLS.stream().flatMap(s -> moments.stream().map(m -> Arguments.of(s, m)));
    }

    // fault 41
    @ParameterizedTest
    @MethodSource("momentsInEachShell")
    void noProcessOfOursStaysAndTheOutcomeIsUnknown(List<String> shell, String moment)
            throws Exception {
        var host = new RunHost(shell, home);
        Renewal renewal = host.renewal("docs", MINUTE, "echo one");
        RemoteCommand begin = DetachedScripts.renew(RunHost.NONCE, renewal, run, "ada@desk");
        assertThat(begin.stdin()).containsOnlyOnce(moment);
        String dying = begin.stdin().replace(moment, moment + "kill -9 $$\n");

        Process connection =
                host.start(
                        new RemoteCommand(
                                begin.arguments(), dying, begin.maxBytes(), begin.maxLines()));

        assertThat(host.said(connection)).endsWith(WK + "vanished\n" + WK + "end\n");
        awaitNone(run.value());
        assertThat(host.folder(run).resolve("status")).doesNotExist();
        RunId next = RunId.next(new SecureRandom());
        assertThat(host.said(host.begin(renewal, next))).endsWith(WK + "exit 0\n" + WK + "end\n");
    }

    // fault 57
    @ParameterizedTest
    @FieldSource("SHELLS")
    void whileItsCommandGoesOnNoSecondOneIsBegunAndBothFollowIt(List<String> shell)
            throws Exception {
        var host = new RunHost(shell, home);
        Path go = home.resolve("go");
        Path marks = home.resolve("marks");
        Renewal renewal = host.renewal("docs", MINUTE, waiting(marks, go));
        Process first = host.begin(renewal, run);
        host.awaitFile(run, "job");
        kill(host.runner(run));

        Process second = host.begin(renewal, RunId.next(new SecureRandom()));
        BufferedReader lines = second.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        assertThat(line).startsWith(WK + "attached " + run + " ");
        Files.createFile(go);

        String rest = String.join("\n", lines.lines().toList());
        assertThat(rest).contains("\ntwo\n").endsWith(WK + "vanished\n" + WK + "end");
        assertThat(host.said(first)).contains("\ntwo\n").endsWith("vanished\n" + WK + "end\n");
        assertThat(marks).hasContent("run");
        awaitNone(run.value());
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void itsCommandIsStillEndedOnRequest(List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        Path go = home.resolve("go");
        Process first =
                host.begin(host.renewal("docs", MINUTE, waiting(home.resolve("marks"), go)), run);
        String job = Files.readString(host.awaitFile(run, "job")).split(" ", 2)[0];
        kill(host.runner(run));

        assertThat(host.says(DetachedScripts.end(RunHost.NONCE, run)))
                .isEqualTo(WK + "vanished\n" + WK + "end\n");
        assertThat(DetachedScriptsTest.isAlive(job)).isFalse();
        assertThat(host.said(first)).endsWith(WK + "vanished\n" + WK + "end\n");
        awaitNone(run.value());
    }

    private static String waiting(Path marks, Path go) {
        return "echo run >> '%s'; echo one; while [ ! -e '%s' ]; do sleep 0.1; done; echo two"
                .formatted(marks, go);
    }

    private static void kill(long pid) throws Exception {
        ProcessHandle runner = ProcessHandle.of(pid).orElseThrow();
        runner.destroyForcibly();
        runner.onExit().get(10, TimeUnit.SECONDS);
    }

    /// Waits until no process names the run's folder in its arguments.
    private static void awaitNone(String name) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        List<String> left = naming(name);
        while (!left.isEmpty()) {
            assertThat(System.nanoTime()).as("left: " + left).isLessThan(end);
            Thread.onSpinWait();
            left = naming(name);
        }
    }

    private static List<String> naming(String name) throws IOException {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(p -> p.getFileName().toString().matches("[0-9]+"))
                    .map(KilledRunnerTest::arguments)
                    .filter(a -> a.contains(name))
                    .toList();
        }
    }

    private static String arguments(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
