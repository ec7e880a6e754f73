package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;

import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class HostKeyTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private LoopbackSshd server;
    private Console console;

    @BeforeEach
    void listen() {
        server = LoopbackSshd.start();
        console = new Console(folder);
    }

    @AfterEach
    void close() throws IOException {
        console.close();
        server.close();
    }

    // fault 28
    @Test
    void anUnknownKeyIsShownAndWorksOnceAccepted() throws IOException {
        Host host = known();

        var refused = (SshOutcome.KeyRefused) run(host);
        assertThat(refused.hostKey().kind()).isEqualTo(HostKeyProblem.Kind.UNKNOWN);
        assertThat(refused.hostKey().host()).isEqualTo("[127.0.0.1]:" + server.port());
        assertThat(server.execRequests).isEmpty();
        console.knownHosts.accept(refused.hostKey());
        assertThat(run(host)).isInstanceOf(SshOutcome.Completed.class);
    }

    // fault 29
    @Test
    void aChangedKeyIsAHardStopWithBothFingerprints() throws IOException {
        Host host = known();
        console.know(server.knownHostsLine());
        String before = Files.readString(console.knownHostsFile);
        server.server.setKeyPairProvider(KeyPairProvider.wrap(LoopbackSshd.ecdsaKey()));

        var refused = (SshOutcome.KeyRefused) run(host);

        assertThat(refused.hostKey().kind()).isEqualTo(HostKeyProblem.Kind.CHANGED);
        assertThat(refused.hostKey().known()).hasSize(1);
        assertThat(refused.hostKey().known()).doesNotContain(refused.hostKey().fingerprint());
        assertThat(server.execRequests).isEmpty();
        assertThat(Files.readString(console.knownHostsFile)).isEqualTo(before);
    }

    // fault 30
    @Test
    void aRevokedKeyIsRefused() {
        Host host = known();
        console.know(server.knownHostsLine());
        console.know("@revoked * " + server.knownHostsLine().split(" ", 2)[1]);

        assertThat(run(host))
                .isInstanceOfSatisfying(
                        SshOutcome.KeyRefused.class,
                        r -> assertThat(r.hostKey().kind()).isEqualTo(HostKeyProblem.Kind.REVOKED));
    }

    @Test
    void theTypeThatIsKnownIsAskedForAlthoughTheHostHasOthers() {
        var rsa = LoopbackSshd.rsaKey();
        server.server.setKeyPairProvider(KeyPairProvider.wrap(server.hostKey, rsa));
        Host host = known();
        console.know(
                "[127.0.0.1]:"
                        + server.port()
                        + " "
                        + org.apache.sshd.common.config.keys.PublicKeyEntry.toString(
                                rsa.getPublic()));

        assertThat(run(host)).isInstanceOf(SshOutcome.Completed.class);
    }

    // fault 44
    @Test
    void theJumpHostWhoseKeyIsWrongIsNamed() throws IOException {
        try (var gate = LoopbackSshd.start()) {
            console.host(
                    "gate", gate.port(), Optional.of(gate.authorize(folder)), Optional.empty());
            console.know(server.knownHostsLine());
            Host host = behind("gate");

            var refused = (SshOutcome.KeyRefused) run(host);

            assertThat(refused.hostKey().host()).isEqualTo("[127.0.0.1]:" + gate.port());
            assertThat(server.server.getActiveSessions()).isEmpty();
        }
    }

    @Test
    void aChainOfTwoJumpHostsIsWalkedAndKept() throws IOException {
        try (var outer = LoopbackSshd.start();
                var inner = LoopbackSshd.start()) {
            console.trusted("outer", outer);
            console.know(inner.knownHostsLine());
            console.know(server.knownHostsLine());
            console.host(
                    "inner",
                    inner.port(),
                    Optional.of(inner.authorize(folder)),
                    Optional.of("outer"));
            Host host = behind("inner");

            assertThat(run(host)).isInstanceOf(SshOutcome.Completed.class);
            assertThat(run(host)).isInstanceOf(SshOutcome.Completed.class);
            assertThat(outer.server.getActiveSessions()).hasSize(1);
            assertThat(inner.server.getActiveSessions()).hasSize(1);
            assertThat(server.server.getActiveSessions()).hasSize(1);
        }
    }

    @Test
    void aJumpHostThatCannotReachTheHostIsNamed() throws IOException {
        try (var gate = LoopbackSshd.start()) {
            console.trusted("gate", gate);
            Host host = behind("gate");
            server.close();

            var failed = (SshOutcome.Failed) run(host);

            assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.UNREACHABLE);
            assertThat(failed.text()).contains("jump host gate");
            assertThat(failed.phase()).isEqualTo(SshOutcome.Phase.CONNECT);
        }
    }

    @Test
    void jumpHostsInACircleAndUnknownOnesAreConfigurationFaults() {
        Host a = console.host("a", 1, Optional.empty(), Optional.of("b"));
        console.host("b", 2, Optional.empty(), Optional.of("a"));
        Host lost = console.host("lost", 3, Optional.empty(), Optional.of("nobody"));

        assertThat(List.of(run(a), run(lost)))
                .allSatisfy(o ->
                        assertThat(((SshOutcome.Failed) o).reason())
                                .isEqualTo(SshOutcome.Reason.CONFIGURATION));
    }

    private Host known() {
        return console.host(
                "builder1", server.port(), Optional.of(server.authorize(folder)), Optional.empty());
    }

    private Host behind(String jump) {
        return console.host(
                "behind", server.port(), Optional.of(server.authorize(folder)), Optional.of(jump));
    }

    private SshOutcome run(Host host) {
        return console.remote.run(host, RemoteCommand.of("true"), LIMIT);
    }
}
