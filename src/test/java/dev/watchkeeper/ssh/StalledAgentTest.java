package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;
import dev.watchkeeper.inventory.Host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

@Isolated("measures a deadline")
class StalledAgentTest {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    @TempDir private Path folder;

    @Test
    void anAgentThatNeverSignsIsNamedAtTheDeadlineAndNothingIsLeft() throws Exception {
        Path socket = folder.resolve("agent");
        try (var server = LoopbackSshd.start()) {
            byte[] key = PublicKeyFile.blobOf(server.authorize(folder)).orElseThrow();
            try (var slack = Slack.measured();
                    var agent = StalledAgent.start(socket, key);
                    var console =
                            new Console(
                                    folder,
                                    SshConfig.none(),
                                    Optional.of(socket),
                                    InetAddress::getAllByName)) {
                console.know(server.knownHostsLine());
                Host host =
                        console.host("builder1", server.port(), Optional.empty(), Optional.empty());

                var failed =
                        (SshOutcome.Failed)
                                console.remote.run(host, RemoteCommand.of("true"), LIMIT);

                assertThat(agent.asked.getCount()).isZero();
                assertThat(failed.phase()).isEqualTo(SshOutcome.Phase.AUTHENTICATE);
                assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.KEY_LOCKED);
                assertThat(failed.text()).contains("ssh-agent").contains("6 s");
                assertThat(failed.took()).isBetween(LIMIT, LIMIT.plus(slack.allowed()));
                assertThat(agent.hungUp.await(60, TimeUnit.SECONDS)).isTrue();
                Eventually.holds(() -> console.remote.abandoned() == 0);
                Eventually.holds(() -> server.server.getActiveSessions().isEmpty());
            }
        }
    }
}
