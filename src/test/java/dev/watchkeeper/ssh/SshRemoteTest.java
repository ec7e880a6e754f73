package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.SshAccess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class SshRemoteTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

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

    @Test
    void aCallAfterTheEndIsAnsweredAndNotThrown() {
        console.remote.close();

        var failed = (SshOutcome.Failed) run(RemoteCommand.of("true"));

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.CANCELLED);
        assertThat(server.server.getActiveSessions()).isEmpty();
        assertThat(console.remote.abandoned()).isZero();
    }

    @Test
    void whatLooksLikeAnAddressAndIsNoneIsAResult() {
        Host odd =
                new Host(
                        "odd",
                        host.role(),
                        new SshAccess(
                                "999.1.1.1",
                                Optional.of("root"),
                                OptionalInt.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        List.of(),
                        false);

        var failed = (SshOutcome.Failed) console.remote.run(odd, RemoteCommand.of("true"), LIMIT);

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.NAME_NOT_RESOLVED);
        assertThat(failed.text()).contains("999.1.1.1");
    }

    private SshOutcome run(RemoteCommand command) {
        return console.remote.run(host, command, LIMIT);
    }

    private static SshOutcome.Completed completed(SshOutcome outcome) {
        assertThat(outcome).isInstanceOf(SshOutcome.Completed.class);
        return (SshOutcome.Completed) outcome;
    }
}
