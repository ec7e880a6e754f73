package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A host that reaches for what is on the workstation.
class ForwardingTest {
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

    // fault 33
    @ParameterizedTest
    @ValueSource(strings = {"auth-agent@openssh.com", "x11", "session"})
    void aChannelThatTheHostOpensIsRefusedAndTheSessionGoesOn(String type) throws Exception {
        var host = console.trusted("builder1", server);
        assertThat(console.remote.run(host, RemoteCommand.of("true"), LIMIT))
                .isInstanceOf(SshOutcome.Completed.class);
        Session session = server.server.getActiveSessions().getFirst();

        var opened = new FromTheHost(type);
        session.getService(ConnectionService.class).registerChannel(opened);
        var answer = opened.open();

        assertThat(answer.await(LIMIT)).isTrue();
        assertThat(answer.isOpened()).isFalse();
        assertThat(answer.getException()).isNotNull();
        assertThat(console.remote.run(host, RemoteCommand.of("true"), LIMIT))
                .isInstanceOf(SshOutcome.Completed.class);
        assertThat(server.server.getActiveSessions())
                .containsExactly((org.apache.sshd.server.session.AbstractServerSession) session);
    }

    private static final class FromTheHost extends AbstractClientChannel {
        FromTheHost(String type) {
            super(type);
        }

        @Override
        protected void doOpen() {
            // Nothing flows.
        }

        @Override
        protected void doWriteData(byte[] data, int offset, long length) {
            // Nothing flows.
        }

        @Override
        protected void doWriteExtendedData(byte[] data, int offset, long length) {
            // Nothing flows.
        }
    }
}
