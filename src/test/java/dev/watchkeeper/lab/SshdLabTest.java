package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;
import dev.watchkeeper.ssh.SuppliedCredentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Against Debian's own sshd. Needs root and openssh-server.
@Tag("lab")
class SshdLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(3);

    @TempDir private Path folder;
    private final Map<String, Host> fleet = new HashMap<>();
    private RealSshd server;
    private SshRemote remote;

    @BeforeEach
    void start() throws Exception {
        server = RealSshd.start(folder.resolve("server"), "MaxSessions 2");
        know(server.port(), server.hostKey());
        remote = remote(SshConfig.none());
    }

    @AfterEach
    void stop() throws Exception {
        remote.close();
        server.close();
    }

    @Test
    void tenRunsGoOverOneConnectionAndLeaveNoProcessBehind() throws Exception {
        Host host = host("builder1", server);
        for (int i = 0; i < 10; i++) {
            var outcome =
                    remote.run(host, RemoteCommand.script("echo run $1; exit 3", "r" + i), LIMIT);
            assertThat(((SshOutcome.Completed) outcome).stdout()).isEqualTo("run r" + i + "\n");
            assertThat(((SshOutcome.Completed) outcome).exitStatus()).isEqualTo(3);
        }
        assertThat(children()).isLessThanOrEqualTo(2);
        remote.close();
        LabProcesses.eventually(() -> children() == 0);
        LabProcesses.eventually(
                () -> LabProcesses.matching("sleep " + (LIMIT.toSeconds() + 1)).isEmpty());
        assertThat(remote.abandoned()).isZero();
    }

    // fault 29
    @Test
    void aChangedKeyIsRefusedWhateverTheUsersConfigurationSays() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home/.ssh"));
        Files.writeString(home.resolve("config"), "StrictHostKeyChecking accept-new\n");
        RealSshd.keygen(folder.resolve("other"));
        String other = Files.readString(folder.resolve("other.pub"));
        Files.writeString(
                folder.resolve("known_hosts"), "[127.0.0.1]:" + server.port() + " " + other);
        try (SshRemote strict = remote(SshConfig.ofUser(folder.resolve("home"), "/nowhere"))) {
            var outcome = strict.run(host("builder1", server), RemoteCommand.of("true"), LIMIT);

            assertThat(outcome).isInstanceOf(SshOutcome.KeyRefused.class);
            HostKeyProblem key = ((SshOutcome.KeyRefused) outcome).hostKey();
            assertThat(key.kind()).isEqualTo(HostKeyProblem.Kind.CHANGED);
            assertThat(key.fingerprint()).isEqualTo(fingerprint(folder.resolve("server/host.pub")));
            assertThat(key.known()).containsExactly(fingerprint(folder.resolve("other.pub")));
        }
    }

    @Test
    void aStoppedSshdEndsAtTheDeadlineInTheKeyExchange() throws Exception {
        server.signal("STOP");

        assertStalled(
                remote.run(host("builder1", server), RemoteCommand.of("true"), SHORT),
                SshOutcome.Phase.KEY_EXCHANGE);
    }

    @Test
    void anSshdThatFreezesInTheMiddleEndsAtTheDeadlineAndTheRemoteLimitEndsTheCommand()
            throws Exception {
        Host host = host("builder1", server);
        var heard = new Heard();
        var _ =
                remote.start(
                        host, RemoteCommand.of("sh", "-c", "echo on; sleep 5151"), SHORT, heard);
        assertThat(heard.first.await(10, TimeUnit.SECONDS)).isTrue();
        List<String> sessions = sessionPids();
        for (String pid : sessions) {
            RealSshd.execute(List.of("kill", "-STOP", pid));
        }
        assertStalled(heard.ended.get(10, TimeUnit.SECONDS), SshOutcome.Phase.RUN);
        LabProcesses.eventually(() -> LabProcesses.matching("sleep 5151").isEmpty());
        for (String pid : sessions) {
            RealSshd.execute(List.of("kill", "-CONT", pid));
        }
        LabProcesses.eventually(() -> children() == 0);
    }

    @Test
    void anExecThatNeverReturnsLeavesNoRemoteProcess() throws Exception {
        var stubborn = RemoteCommand.of("sh", "-c", "trap '' TERM; sleep 5252; sleep 5253");

        assertStalled(remote.run(host("builder1", server), stubborn, SHORT), SshOutcome.Phase.RUN);
        LabProcesses.eventually(() -> LabProcesses.matching("sleep 525").isEmpty());
        LabProcesses.eventually(() -> children() == 0);
    }

    @Test
    void cancelEndsTheRemoteCommand() throws Exception {
        var heard = new Heard();
        var running =
                remote.start(
                        host("builder1", server),
                        RemoteCommand.of("sh", "-c", "echo on; sleep 5454"),
                        LIMIT,
                        heard);
        assertThat(heard.first.await(10, TimeUnit.SECONDS)).isTrue();

        running.cancel();

        var failed = (SshOutcome.Failed) heard.ended.get(2, TimeUnit.SECONDS);
        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.CANCELLED);
        LabProcesses.eventually(() -> LabProcesses.matching("sleep 5454").isEmpty());
    }

    @Test
    void aJumpHostIsWalkedThrough() throws Exception {
        try (RealSshd gate = RealSshd.start(folder.resolve("gate"))) {
            know(gate.port(), gate.hostKey());
            host("gate", gate);
            Host behind =
                    host(
                            "behind",
                            "127.0.0.1",
                            server.port(),
                            server.userKey(),
                            Optional.of("gate"));

            assertThat(remote.run(behind, RemoteCommand.of("true"), LIMIT))
                    .isInstanceOf(SshOutcome.Completed.class);
        }
    }

    @Test
    void twoHostsOfEachStallEndInTimeBesideThreeGoodOnes() throws Exception {
        try (RealSshd stopped = RealSshd.start(folder.resolve("stopped"))) {
            know(stopped.port(), stopped.hostKey());
            stopped.signal("STOP");
            Map<Host, RemoteCommand> commands = new LinkedHashMap<>();
            for (int i = 1; i <= 2; i++) {
                commands.put(host("stopped" + i, stopped), RemoteCommand.of("true"));
                commands.put(host("exec" + i, server), RemoteCommand.of("sleep", "5353"));
                commands.put(
                        host("trickle" + i, server),
                        RemoteCommand.of("sh", "-c", "while echo drop5354; do sleep 0.3; done"));
            }
            for (int i = 1; i <= 3; i++) {
                commands.put(host("good" + i, server), RemoteCommand.of("true"));
            }
            Map<String, SshOutcome> outcomes = all(commands);

            outcomes.forEach((name, outcome) -> {
                if (name.startsWith("good")) {
                    assertThat(outcome).isInstanceOf(SshOutcome.Completed.class);
                } else {
                    assertStalled(
                            outcome,
                            name.startsWith("stopped")
                                    ? SshOutcome.Phase.KEY_EXCHANGE
                                    : SshOutcome.Phase.RUN);
                }
            });
            LabProcesses.eventually(() -> remote.abandoned() == 0);
            LabProcesses.eventually(() ->
                    LabProcesses.matching("sleep 5353").isEmpty()
                            && LabProcesses.matching("drop5354").isEmpty());
        }
    }

    private Map<String, SshOutcome> all(Map<Host, RemoteCommand> commands) throws Exception {
        Map<String, Future<SshOutcome>> futures = new LinkedHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            commands.forEach((host, command) ->
                    futures.put(
                            host.name(), threads.submit(() -> remote.run(host, command, SHORT))));
        }
        Map<String, SshOutcome> outcomes = new LinkedHashMap<>();
        for (var future : futures.entrySet()) {
            outcomes.put(future.getKey(), future.getValue().get());
        }
        return outcomes;
    }

    private static void assertStalled(SshOutcome outcome, SshOutcome.Phase phase) {
        assertThat(outcome).isInstanceOf(SshOutcome.Failed.class);
        var failed = (SshOutcome.Failed) outcome;
        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.TIMED_OUT);
        assertThat(failed.phase()).isEqualTo(phase);
        assertThat(failed.took()).isLessThan(SHORT.plusMillis(500));
    }

    private SshRemote remote(SshConfig config) {
        return new SshRemote(
                name -> Optional.ofNullable(fleet.get(name)),
                new KnownHosts(folder.resolve("known_hosts"), List.of()),
                new SuppliedCredentials(),
                config,
                new SshSettings("root", List.of(), Optional.empty(), 32, Duration.ofMinutes(1)));
    }

    private Host host(String name, RealSshd sshd) {
        return host(name, "127.0.0.1", sshd.port(), sshd.userKey(), Optional.empty());
    }

    private Host host(String name, String address, int port, Path key, Optional<String> jump) {
        var access =
                new SshAccess(
                        address, Optional.of("root"), OptionalInt.of(port), Optional.of(key), jump);
        var host = new Host(name, HostRole.OTHER, access, List.of(), false);
        fleet.put(name, host);
        return host;
    }

    private void know(int port, String key) throws Exception {
        Path file = folder.resolve("known_hosts");
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + "[127.0.0.1]:" + port + " " + key + "\n");
    }

    private static String fingerprint(Path publicKey) throws Exception {
        return RealSshd.execute(List.of("ssh-keygen", "-lf", publicKey.toString()))
                .split(" ", -1)[1];
    }

    /// Processes of the server's for connections.
    private long children() {
        return server.process.toHandle().descendants().count();
    }

    private List<String> sessionPids() {
        List<String> pids = new ArrayList<>();
        server.process.toHandle().children().forEach(child -> pids.add(Long.toString(child.pid())));
        return pids;
    }

    private static final class Heard implements Remote.OutputListener {
        final CountDownLatch first = new CountDownLatch(1);
        final CompletableFuture<SshOutcome> ended = new CompletableFuture<>();

        @Override
        public void output(Remote.Stream stream, String text) {
            first.countDown();
        }

        @Override
        public void ended(SshOutcome outcome) {
            ended.complete(outcome);
        }
    }
}
