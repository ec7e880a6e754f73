package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;
import dev.watchkeeper.inventory.Host;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class CommandEndTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LONG = Processes.unique(3331);

    @TempDir private Path folder;
    private LoopbackSshd server;
    private Console console;
    private Host host;

    @BeforeEach
    void connect() {
        server = LoopbackSshd.start();
        console = new Console(folder);
        host = console.trusted("builder1", server);
    }

    @AfterEach
    void close() throws IOException {
        console.close();
        server.close();
    }

    @Test
    void aBackgroundChildThatHoldsStdoutKeepsNobodyWaiting() throws Exception {
        var outcome =
                console.remote.run(
                        host, RemoteCommand.of("sh", "-c", "sleep " + LONG + " & echo $!"), LIMIT);

        String child = ((SshOutcome.Completed) outcome).stdout().strip();
        assertThat(ProcessHandle.of(Long.parseLong(child)))
                .hasValueSatisfying(c -> assertThat(c.destroyForcibly()).isTrue());
        Eventually.holds(() -> Processes.matching("sleep " + (LIMIT.toSeconds() + 1)).isEmpty());
    }

    @Test
    void cancelEndsTheCommandOnTheHostWithinASecond() throws Exception {
        var listener = new Heard();
        var running =
                console.remote.start(
                        host,
                        RemoteCommand.of("sh", "-c", "echo 'ready é'; sleep " + LONG),
                        LIMIT,
                        listener);
        assertThat(listener.first.await(60, TimeUnit.SECONDS)).isTrue();

        SshOutcome.Failed failed;
        try (var slack = Slack.measured()) {
            long before = System.nanoTime();
            running.cancel();
            failed = (SshOutcome.Failed) listener.ended.get(60, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(slack.allowed().plusSeconds(1));
        }
        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.CANCELLED);
        assertThat(failed.stdout()).isEqualTo("ready é\n");
        assertThat(String.join("", listener.texts)).isEqualTo("ready é\n");
        Eventually.holds(() -> Processes.matching("sleep " + LONG).isEmpty());
    }

    // fault 41
    @Test
    void aConnectionThatDiesInTheMiddleLeavesTheOutcomeUnknown() throws Exception {
        var listener = new Heard();
        var _ =
                console.remote.start(
                        host,
                        RemoteCommand.of("sh", "-c", "echo on; sleep " + LONG),
                        LIMIT,
                        listener);
        assertThat(listener.first.await(60, TimeUnit.SECONDS)).isTrue();

        server.server.getActiveSessions().forEach(s -> s.close(true));

        var failed = (SshOutcome.Failed) listener.ended.get(60, TimeUnit.SECONDS);
        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.LOST);
        assertThat(failed.outcomeUnknown()).isTrue();
        Eventually.holds(() -> Processes.matching("sleep " + LONG).isEmpty());
    }

    @Test
    void aKeptSessionThatHasDiedIsReplacedWithinTheSameCall() throws Exception {
        assertThat(run("true")).isInstanceOf(SshOutcome.Completed.class);
        server.server.getActiveSessions().forEach(s -> s.close(true));

        assertThat(run("true")).isInstanceOf(SshOutcome.Completed.class);
        assertThat(server.execRequests).hasSize(2);
    }

    @Test
    void aSecondOperationOnAHostThatIsBusyIsToldSo() throws Exception {
        var listener = new Heard();
        var running =
                console.remote.start(
                        host,
                        RemoteCommand.of("sh", "-c", "echo on; sleep " + LONG),
                        LIMIT,
                        listener);
        assertThat(listener.first.await(60, TimeUnit.SECONDS)).isTrue();

        var outcome = console.remote.run(host, RemoteCommand.of("true"), Duration.ofSeconds(1));

        assertThat(((SshOutcome.Failed) outcome).reason()).isEqualTo(SshOutcome.Reason.BUSY);
        running.cancel();
        assertThat(listener.ended.get(60, TimeUnit.SECONDS)).isNotNull();
    }

    // fault 51
    @ParameterizedTest
    @ValueSource(strings = {"/bin/bash", "/usr/bin/fish", "/usr/bin/tcsh", "/usr/bin/dash"})
    void anyLoginShellWillDo(String shell) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(shell)), shell + " is not installed");
        try (var other =
                LoopbackSshd.start(LoopbackSshd.ecdsaKey(), List.of(shell, "-c"), s -> {})) {
            Host odd = console.trusted("odd", other);
            var command =
                    RemoteCommand.script("printf '%s\\n' \"$1\"; exit 5\n", "it's !1 \\n $x\n`y`");

            var completed = (SshOutcome.Completed) console.remote.run(odd, command, LIMIT);

            assertThat(completed.stdout()).isEqualTo("it's !1 \\n $x\n`y`\n");
            assertThat(completed.exitStatus()).isEqualTo(5);
        }
    }

    // fault 51
    @Test
    void whatALoginShellPrintsFirstIsCutOff() throws IOException {
        Path noisy = folder.resolve("noisy");
        Files.writeString(noisy, "#!/bin/sh\necho Welcome; echo oops >&2; exec sh \"$@\"\n");
        Files.setPosixFilePermissions(
                noisy, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        try (var other =
                LoopbackSshd.start(
                        LoopbackSshd.ecdsaKey(), List.of(noisy.toString(), "-c"), s -> {})) {
            Host odd = console.trusted("odd", other);

            var completed =
                    (SshOutcome.Completed)
                            console.remote.run(odd, RemoteCommand.of("echo", "hi"), LIMIT);

            assertThat(completed.stdout()).isEqualTo("hi\n");
            assertThat(completed.stderr()).isEmpty();
        }
    }

    @Test
    void aLoginShellThatRefusesIsQuotedAndNothingHasBegun() throws IOException {
        Path nologin = folder.resolve("nologin");
        // It reads, because the test's server forgets what was said once a write to it fails.
        Files.writeString(nologin, "#!/bin/sh\necho This account is closed.; read -r _; exit 1\n");
        Files.setPosixFilePermissions(
                nologin, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        try (var other =
                LoopbackSshd.start(
                        LoopbackSshd.ecdsaKey(), List.of(nologin.toString(), "-c"), s -> {})) {
            Host odd = console.trusted("odd", other);

            var outcome = console.remote.run(odd, RemoteCommand.of("true"), LIMIT);

            assertThat(outcome).isInstanceOf(SshOutcome.Failed.class);
            var failed = (SshOutcome.Failed) outcome;
            assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.CONFIGURATION);
            assertThat(failed.text()).contains("This account is closed.");
            assertThat(failed.outcomeUnknown()).isFalse();
        }
    }

    // fault 53
    @Test
    void argumentsCannotBecomeAnythingElse() {
        List<String> words = new ArrayList<>(List.of("printf", "%s|"));
        List<String> nasty =
                List.of("$(id)", "`id`", "a;b", "'", "''", "\"", "\\", "*", "-n", "é\n", "~", "");
        words.addAll(nasty);

        var outcome = console.remote.run(host, RemoteCommand.of(words), LIMIT);

        assertThat(((SshOutcome.Completed) outcome).stdout())
                .isEqualTo(String.join("|", nasty) + "|");
    }

    private SshOutcome run(String... words) {
        return console.remote.run(host, RemoteCommand.of(words), LIMIT);
    }

    private static final class Heard implements Remote.OutputListener {
        final CountDownLatch first = new CountDownLatch(1);
        final CompletableFuture<SshOutcome> ended = new CompletableFuture<>();
        final List<String> texts = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Override
        public void output(Remote.Stream stream, String text) {
            if (stream == Remote.Stream.STDOUT) {
                texts.add(text);
            }
            first.countDown();
        }

        @Override
        public void ended(SshOutcome outcome) {
            assertThat(ended.complete(outcome)).isTrue();
        }
    }
}
