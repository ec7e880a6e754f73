package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

class SshRemoteTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

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
    void argumentsArriveAsTheyAreAndTheExitStatusComesBack() {
        var outcome =
                run(
                        RemoteCommand.of(
                                "sh",
                                "-c",
                                "printf '%s|' \"$@\"; exit 3",
                                "x",
                                "a b",
                                "it's",
                                "$HOME\n*"));

        assertThat(outcome).isInstanceOf(SshOutcome.Completed.class);
        var completed = (SshOutcome.Completed) outcome;
        assertThat(completed.exitStatus()).isEqualTo(3);
        assertThat(completed.stdout()).isEqualTo("a b|it's|$HOME\n*|");
        assertThat(completed.stderr()).isEmpty();
        assertThat(completed.truncated()).isFalse();
    }

    @Test
    void aScriptRunsFromStdinWithItsParameters() {
        var outcome =
                run(RemoteCommand.script("echo \"$1:$#\"\nread -r x && echo more\n", "one", "two"));

        assertThat(completed(outcome).stdout()).isEqualTo("one:2\n");
    }

    @Test
    void theSecondCommandRunsOverTheSameSession() {
        run(RemoteCommand.of("true"));
        run(RemoteCommand.of("true"));

        assertThat(server.execRequests).hasSize(2);
        assertThat(server.server.getActiveSessions()).hasSize(1);
        assertThat(console.remote.keptSessions()).isEqualTo(1);
    }

    private SshOutcome run(RemoteCommand command) {
        return console.remote.run(host, command, LIMIT);
    }

    private static SshOutcome.Completed completed(SshOutcome outcome) {
        assertThat(outcome).isInstanceOf(SshOutcome.Completed.class);
        return (SshOutcome.Completed) outcome;
    }
}
