package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;
import dev.watchkeeper.inventory.Host;

import org.apache.sshd.server.auth.password.RejectAllPasswordAuthenticator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class LoginTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir private Path folder;
    private LoopbackSshd server;
    private Console console;

    @BeforeEach
    void listen() {
        server = LoopbackSshd.start();
        console = new Console(folder);
        console.know(server.knownHostsLine());
    }

    @AfterEach
    void close() throws IOException {
        console.close();
        server.close();
    }

    // fault 43
    @Test
    void aLockedKeySaysWhetherThePassphraseIsMissingOrWrongAndWorksWithTheRightOne() {
        Path key = server.authorize(folder, "correct horse");
        Host host = host(Optional.of(key));

        var missing = (SshOutcome.Failed) run(host);
        assertThat(missing.reason()).isEqualTo(SshOutcome.Reason.KEY_LOCKED);
        assertThat(missing.text()).contains("needs a passphrase").contains(key.toString());
        console.credentials.supplyPassphrase(key, "wrong".toCharArray());
        var wrong = (SshOutcome.Failed) run(host);
        assertThat(wrong.reason()).isEqualTo(SshOutcome.Reason.KEY_LOCKED);
        assertThat(wrong.text()).contains("is wrong").doesNotContain("correct horse");
        console.credentials.supplyPassphrase(key, "correct horse".toCharArray());
        assertThat(run(host)).isInstanceOf(SshOutcome.Completed.class);
    }

    // fault 42
    @Test
    void aWrongPasswordIsTriedOnceOverAllMethods() {
        var tries = new AtomicInteger();
        server.server.setPasswordAuthenticator((user, password, session) -> {
            tries.incrementAndGet();
            return RejectAllPasswordAuthenticator.INSTANCE.authenticate(user, password, session);
        });
        console.credentials.supplyPassword("builder1", "wrong".toCharArray());

        var failed = (SshOutcome.Failed) run(host(Optional.empty()));

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.AUTHENTICATION);
        assertThat(failed.phase()).isEqualTo(SshOutcome.Phase.AUTHENTICATE);
        assertThat(tries).hasValue(1);
    }

    @Test
    void theRightPasswordLetsIn() {
        server.server.setPasswordAuthenticator((user, password, s) -> password.equals("right"));
        console.credentials.supplyPassword("builder1", "right".toCharArray());

        assertThat(run(host(Optional.empty()))).isInstanceOf(SshOutcome.Completed.class);
    }

    @Test
    void aPasswordIsNeverOfferedUnlessItWasSupplied() {
        var tries = new AtomicInteger();
        server.server.setPasswordAuthenticator((user, password, s) -> tries.incrementAndGet() > 0);

        var failed = (SshOutcome.Failed) run(host(Optional.empty()));

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.AUTHENTICATION);
        assertThat(failed.text()).contains("no key to offer");
        assertThat(tries).hasValue(0);
    }

    @Test
    void anIdentityFileThatIsNotThereIsAConfigurationFault() {
        var failed = (SshOutcome.Failed) run(host(Optional.of(folder.resolve("nowhere"))));

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.CONFIGURATION);
        assertThat(failed.text()).contains("nowhere");
    }

    @Test
    void aSilentAgentIsGivenUpAndTheKeyFileStillLetsIn() throws Exception {
        Path socket = folder.resolve("agent");
        try (var agent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            agent.bind(UnixDomainSocketAddress.of(socket));
            try (var withAgent =
                    new Console(
                            folder,
                            SshConfig.none(),
                            Optional.of(socket),
                            InetAddress::getAllByName)) {
                Host host = withAgent.trusted("builder1", server);

                var outcome = withAgent.remote.run(host, RemoteCommand.of("true"), LIMIT);

                assertThat(outcome).isInstanceOf(SshOutcome.Completed.class);
                assertThat(outcome.took()).isLessThan(LIMIT.dividedBy(2));
            }
        }
    }

    @Test
    void aNameThatIsNeverResolvedEndsAtTheDeadlineAndIsCounted() throws Exception {
        var never = new CountDownLatch(1);
        NameLookup.Resolver stuck =
                name -> {
                    Closing.quietly(never::await);
                    throw new java.net.UnknownHostException(name);
                };
        try (var offline = new Console(folder, SshConfig.none(), Optional.empty(), stuck)) {
            Host host = Host.of("builder.example.org");

            SshOutcome.Failed failed;
            try (var slack = Slack.measured()) {
                failed =
                        (SshOutcome.Failed)
                                offline.remote.run(host, RemoteCommand.of("true"), SHORT);
                assertThat(failed.took()).isLessThan(SHORT.plus(slack.allowed()));
            }

            assertThat(failed.phase()).isEqualTo(SshOutcome.Phase.RESOLVE);
            assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.TIMED_OUT);
            Eventually.holds(() -> offline.remote.abandoned() == 1);
            never.countDown();
            Eventually.holds(() -> offline.remote.abandoned() == 0);
        }
    }

    private Host host(Optional<Path> identity) {
        return console.host("builder1", server.port(), identity, Optional.empty());
    }

    private SshOutcome run(Host host) {
        return console.remote.run(host, RemoteCommand.of("true"), LIMIT);
    }
}
