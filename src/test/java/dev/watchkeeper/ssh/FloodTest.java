package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class FloodTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String FLOOD = "flood-" + Processes.unique(7711);

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

    // fault 35
    @Test
    void aFloodBeforeTheVersionLineIsCut() throws IOException {
        assertThat(against("chatter\r\n".repeat(2000)).reason())
                .isEqualTo(SshOutcome.Reason.NOT_SSH);
    }

    // fault 36
    @Test
    void aBannerOfAMegabyteIsCut() throws IOException {
        var failed = against("x".repeat(1 << 20));

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.NOT_SSH);
        assertThat(failed.text()).hasSizeLessThan(600);
    }

    @Test
    void anotherProtocolIsNamedWithWhatItSaid() throws IOException {
        var failed = against("HTTP/1.1 400 Bad \u001b[31mRequest\r\n\r\n");

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.NOT_SSH);
        assertThat(failed.text()).contains("HTTP/1.1 400 Bad \\u{1b}[31mRequest");
    }

    // fault 40
    @Test
    void aHugePacketLengthIsAProtocolErrorWithoutAnyTrace() throws IOException {
        var failed = against("SSH-2.0-x\r\n\u007f\u007f\u007f\u007f" + "y".repeat(64));

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.PROTOCOL);
        assertThat(failed.text()).doesNotContain("Exception").doesNotContain("null");
    }

    // fault 38
    @Test
    void endlessOutputIsCappedAndTheCommandIsEnded() throws Exception {
        var endless =
                new RemoteCommand(
                        List.of("sh", "-c", "while :; do echo " + FLOOD + "; done"), "", 1000, 100);

        var failed = (SshOutcome.Failed) console.remote.run(host, endless, LIMIT);

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.PROTOCOL);
        assertThat(failed.phase()).isEqualTo(SshOutcome.Phase.RUN);
        assertThat(failed.outcomeUnknown()).isTrue();
        assertThat(failed.stdout()).startsWith(FLOOD + "\n").hasSizeLessThanOrEqualTo(1000);
        Eventually.holds(() -> Processes.matching(FLOOD).isEmpty());
    }

    @Test
    void outputBeyondTheCapsIsTruncatedAndTheExitStatusStillKnown() {
        var long_ = new RemoteCommand(List.of("sh", "-c", "seq 1 500; exit 4"), "", 1 << 20, 100);

        var completed = (SshOutcome.Completed) console.remote.run(host, long_, LIMIT);

        assertThat(completed.exitStatus()).isEqualTo(4);
        assertThat(completed.truncated()).isTrue();
        assertThat(completed.stdout().lines()).hasSize(100);
    }

    // fault 39
    @Test
    void aFloodOnStderrDoesNotHideStdout() {
        var noisy =
                new RemoteCommand(
                        List.of("sh", "-c", "seq 1 9000 >&2; echo answer"), "", 8000, 20_000);

        var completed = (SshOutcome.Completed) console.remote.run(host, noisy, LIMIT);

        assertThat(completed.stdout()).isEqualTo("answer\n");
        assertThat(completed.stderr()).startsWith("1\n2\n").hasSizeLessThanOrEqualTo(4000);
        assertThat(completed.truncated()).isTrue();
    }

    // fault 47
    @Test
    void invalidUtf8IsReplaced() {
        var outcome =
                console.remote.run(host, RemoteCommand.of("printf", "a\\377b\\303\\251"), LIMIT);

        assertThat(((SshOutcome.Completed) outcome).stdout()).isEqualTo("a\ufffdbé");
    }

    private SshOutcome.Failed against(String says) throws IOException {
        try (Stall flood =
                Stall.with((in, out) -> {
                    out.write(says.getBytes(StandardCharsets.ISO_8859_1));
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                })) {
            Host strange =
                    console.host("strange", flood.port(), Optional.empty(), Optional.empty());
            return (SshOutcome.Failed) console.remote.run(strange, RemoteCommand.of("true"), LIMIT);
        }
    }
}
