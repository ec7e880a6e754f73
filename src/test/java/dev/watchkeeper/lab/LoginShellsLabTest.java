package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostProbe;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.HostThresholds;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;
import dev.watchkeeper.ssh.SuppliedCredentials;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Users of Debian's sshd with all kinds of login shells, whose start-up files print noise where
/// the shell reads one. The users are in a `/etc/passwd` that only this sshd sees. Needs root,
/// openssh-server, dash, bash, busybox, fish and tcsh.
@Tag("lab")
class LoginShellsLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NOISE = "echo 'NOISE ~ begin'; echo 'NOISE on stderr' >&2\n";
    // csh cannot redirect stderr alone.
    private static final String CSH_NOISE = "echo NOISE; sh -c 'echo NOISE >&2'\n";

    @TempDir private Path folder;
    private RealSshd server;
    private SshRemote remote;

    @BeforeEach
    void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path passwd = folder.resolve("passwd");
        Files.writeString(
                passwd,
                Files.readString(Path.of("/etc/passwd"))
                        + user("dash", "/usr/bin/dash")
                        + user("bash", "/usr/bin/bash")
                        + user("ash", link("ash", "/usr/bin/busybox"))
                        + user("fish", "/usr/bin/fish")
                        + user("tcsh", "/usr/bin/tcsh")
                        + user("csh", link("csh", "/usr/bin/tcsh")));
        noise("bash/.bashrc", NOISE);
        noise("fish/.config/fish/config.fish", NOISE);
        noise("tcsh/.tcshrc", CSH_NOISE);
        noise("csh/.cshrc", CSH_NOISE);
        server =
                RealSshd.start(
                        List.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                "mount --bind " + passwd + " /etc/passwd && exec \"$@\"",
                                "sh"),
                        folder.resolve("server"));
        remote = remote();
    }

    @AfterEach
    void stop() throws Exception {
        remote.close();
        server.close();
    }

    // fault 51
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "ash", "fish", "tcsh", "csh"})
    void whateverTheLoginShellTheResultIsExact(String shell) {
        Host host = host(shell);
        var command =
                RemoteCommand.script(
                        "echo \"$USER\"; printf '%s|' \"$@\"; echo err >&2; exit 7\n",
                        "it's !1 \\n $x\n`y` {a,b} ~ * %", "", "-n", "é");

        var completed = (SshOutcome.Completed) remote.run(host, command, LIMIT);

        assertThat(completed.stdout())
                .isEqualTo(shell + "\nit's !1 \\n $x\n`y` {a,b} ~ * %||-n|é|");
        assertThat(completed.stderr()).isEqualTo("err\n");
        assertThat(completed.exitStatus()).isEqualTo(7);
    }

    // fault 51
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "ash", "fish", "tcsh", "csh"})
    void whateverTheLoginShellTheProbeComesToItsEnd(String shell) {
        var probe =
                new HostProbe(
                        remote,
                        InstantSource.system(),
                        HostThresholds.DEFAULT,
                        () -> "0123456789abcdef");

        HostObservation observation = probe.observe(host(shell), LIMIT);

        assertThat(observation)
                .isInstanceOfSatisfying(
                        HostObservation.Probed.class,
                        probed -> assertThat(probed.snapshot().complete()).isTrue());
    }

    private String user(String name, String shell) throws Exception {
        Path home = folder.resolve(name);
        Files.createDirectories(home);
        return "%s:*:%d:65534::%s:%s\n"
                .formatted(name, 64_000 + name.hashCode() % 1000, home, shell);
    }

    private String link(String name, String program) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        return Files.createSymbolicLink(bin.resolve(name), Path.of(program)).toString();
    }

    private void noise(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Host host(String user) {
        var access =
                new SshAccess(
                        "127.0.0.1",
                        Optional.of(user),
                        OptionalInt.of(server.port()),
                        Optional.of(server.userKey()),
                        Optional.empty());
        return new Host(user, HostRole.OTHER, access, List.of(), false);
    }

    private SshRemote remote() throws Exception {
        Path known = folder.resolve("known_hosts");
        Files.writeString(known, "[127.0.0.1]:" + server.port() + " " + server.hostKey() + "\n");
        return new SshRemote(
                name -> Optional.empty(),
                new KnownHosts(known, List.of()),
                new SuppliedCredentials(),
                SshConfig.none(),
                new SshSettings("root", List.of(), Optional.empty(), 32, Duration.ofMinutes(1)));
    }
}
