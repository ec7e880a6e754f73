package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;
import dev.watchkeeper.ssh.SuppliedCredentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Settings of Debian's sshd, of the user's ssh and of keys. Needs root and openssh-server.
@Tag("lab")
class SshdSettingsLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private final SuppliedCredentials credentials = new SuppliedCredentials();
    private RealSshd server;
    private SshRemote remote;

    @AfterEach
    void stop() throws Exception {
        remote.close();
        server.close();
    }

    @Test
    void commandsThatLeaveChildrenBehindDoNotUseUpTheSessions() throws Exception {
        start(SshConfig.none(), Optional.empty(), "MaxSessions 2");
        List<ProcessHandle> left = new ArrayList<>();
        var leaving = RemoteCommand.of("sh", "-c", "setsid sleep 6161 & echo $! >&2; echo left");
        for (int i = 0; i < 5; i++) {
            var outcome = remote.run(host(server.userKey()), leaving, LIMIT);
            assertThat(outcome).isInstanceOf(SshOutcome.Completed.class);
            var completed = (SshOutcome.Completed) outcome;
            assertThat(completed.stdout()).isEqualTo("left\n");
            ProcessHandle.of(Long.parseLong(completed.stderr().strip())).ifPresent(left::add);
        }
        assertThat(left).hasSize(5).allMatch(ProcessHandle::isAlive);
        left.forEach(ProcessHandle::destroy);
        LabProcesses.eventually(() -> left.stream().noneMatch(ProcessHandle::isAlive));
        LabProcesses.eventually(() -> remote.abandoned() == 0);
    }

    @Test
    void anSshdThatAllowsNoSessionAtAllIsAResult() throws Exception {
        start(SshConfig.none(), Optional.empty(), "MaxSessions 0");

        var failed =
                (SshOutcome.Failed)
                        remote.run(host(server.userKey()), RemoteCommand.of("true"), LIMIT);

        assertThat(failed.phase()).isEqualTo(SshOutcome.Phase.OPEN);
        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.PROTOCOL);
        assertThat(failed.text()).contains("opened no channel");
    }

    // fault 33
    @Test
    void neitherAgentNorDisplayIsForwardedWhateverTheUsersConfigurationSays() throws Exception {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(
                home.resolve(".ssh/config"),
                "Host *\nForwardAgent yes\nForwardX11 yes\nForwardX11Trusted yes\n");
        Path socket = folder.resolve("agent");
        Process agent =
                new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            LabProcesses.eventually(() -> Files.exists(socket));
            SshConfig config = SshConfig.ofUser(home, "/usr/bin:/bin");
            start(config, Optional.of(socket), "AllowAgentForwarding yes", "X11Forwarding yes");

            var completed =
                    (SshOutcome.Completed)
                            remote.run(
                                    host(server.userKey()),
                                    RemoteCommand.of(
                                            "sh", "-c", "echo ${SSH_AUTH_SOCK-no} ${DISPLAY-no}"),
                                    LIMIT);

            assertThat(completed.stdout()).isEqualTo("no no\n");
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    // fault 32
    @Test
    void anSshdThatHasOnlyChachaIsTakenForItsStrictKeyExchange() throws Exception {
        start(SshConfig.none(), Optional.empty(), "Ciphers chacha20-poly1305@openssh.com");

        assertThat(remote.run(host(server.userKey()), RemoteCommand.of("true"), LIMIT))
                .isInstanceOf(SshOutcome.Completed.class);
    }

    // fault 43
    @ParameterizedTest
    @ValueSource(strings = {"RFC4716", "PKCS8", "PEM"})
    void aWrongPassphraseIsSaidOfEveryFormatOfKeyFiles(String format) throws Exception {
        start(SshConfig.none(), Optional.empty());
        Path key = folder.resolve("locked");
        RealSshd.execute(
                List.of(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ecdsa",
                        "-m",
                        format,
                        "-N",
                        "correct horse",
                        "-f",
                        key.toString()));
        Path authorized = folder.resolve("server/authorized");
        Files.writeString(
                authorized,
                Files.readString(authorized) + Files.readString(folder.resolve("locked.pub")));

        assertLocked(key, "needs a passphrase");
        credentials.supplyPassphrase(key, "wrong".toCharArray());
        assertLocked(key, "is wrong");
        credentials.supplyPassphrase(key, "correct horse".toCharArray());
        assertThat(remote.run(host(key), RemoteCommand.of("true"), LIMIT))
                .isInstanceOf(SshOutcome.Completed.class);
    }

    private void assertLocked(Path key, String words) {
        var failed = (SshOutcome.Failed) remote.run(host(key), RemoteCommand.of("true"), LIMIT);
        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.KEY_LOCKED);
        assertThat(failed.text()).contains(words).contains(key.toString());
    }

    private void start(SshConfig config, Optional<Path> agent, String... lines) throws Exception {
        server = RealSshd.start(folder.resolve("server"), lines);
        Path known = folder.resolve("known_hosts");
        Files.writeString(known, "[127.0.0.1]:" + server.port() + " " + server.hostKey() + "\n");
        remote =
                new SshRemote(
                        name -> Optional.empty(),
                        new KnownHosts(known, List.of()),
                        credentials,
                        config,
                        new SshSettings("root", List.of(), agent, 32, Duration.ofMinutes(1)));
    }

    private Host host(Path key) {
        var access =
                new SshAccess(
                        "127.0.0.1",
                        Optional.of("root"),
                        OptionalInt.of(server.port()),
                        Optional.of(key),
                        Optional.empty());
        return new Host("builder1", HostRole.OTHER, access, List.of(), false);
    }
}
