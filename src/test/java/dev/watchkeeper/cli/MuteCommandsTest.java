package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.notify.NotifyDatabase;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class MuteCommandsTest {
    private static final String KEY = "endpoint-unreachable/docs.example.org:443";

    @TempDir private Path folder;

    private final FakeDesk desk =
            new FakeDesk(
                    Samples.snapshot(
                            Samples.fleet(List.of(Samples.DOCS), List.of()),
                            Samples.failed(Samples.at(Samples.DOCS, "a"), Failure.REFUSED)));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void open() {
        desk.notifications =
                Optional.of(NotifyDatabase.open(folder.resolve("notify.db"), desk.clock()));
    }

    @AfterEach
    void close() {
        desk.notifications.ifPresent(NotifyDatabase::close);
    }

    private int run(String... line) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        false);
        return Watchkeeper.run(desk, terminal, line);
    }

    @Test
    void anAcknowledgementIsShownWithTheFindingListedAndTakenBack() {
        assertThat(run("ack", KEY, "--reason", "disk is ordered", "--until", "2h")).isZero();
        assertThat(out.toString())
                .contains(
                        "acknowledged by ",
                        " until 2026-11-22T14:00:00Z: disk is ordered (number 1)");
        assertThat(run("check")).isEqualTo(2);
        assertThat(out.toString()).contains("          acknowledged by ", "disk is ordered");
        assertThat(run("mutes")).isZero();
        assertThat(out.toString()).startsWith(KEY + "  acknowledged by ");
        assertThat(desk.ran).hasSize(2).first().asString().startsWith("intent " + KEY);

        assertThat(run("unmute", "1")).isZero();
        assertThat(run("mutes")).isZero();
        assertThat(out.toString())
                .isEqualTo("Nothing is acknowledged or silenced." + System.lineSeparator());
        assertThat(run("unmute", "1")).isEqualTo(3);
        assertThat(err.toString()).contains("nothing is muted by number 1");
    }

    @Test
    void aSilenceIsForAPatternAndCoversWhatFits() {
        assertThat(
                        run(
                                "silence",
                                "*/docs.*",
                                "--reason",
                                "moves",
                                "--until",
                                "2026-11-23T00:00:00Z"))
                .isZero();
        run("findings");
        assertThat(out.toString()).contains("          silenced by ", ": moves (number 1)");
    }

    @Test
    void whyAndUntilWhenMustBeSaidAndAKeyMustBeOne() {
        assertThat(run("ack", KEY, "--reason", "x")).isEqualTo(3);
        assertThat(err.toString()).contains("--until");
        assertThat(run("ack", KEY, "--until", "2h")).isEqualTo(3);
        assertThat(err.toString()).contains("--reason");
        assertThat(run("ack", KEY, "--reason", " ", "--until", "2h")).isEqualTo(3);
        assertThat(run("ack", KEY, "--reason", "x", "--until", "3000d")).isEqualTo(3);
        assertThat(run("ack", KEY, "--reason", "x", "--until", "2020-01-01T00:00:00Z"))
                .isEqualTo(3);
        assertThat(run("ack", "run-stuk/x", "--reason", "x", "--until", "2h")).isEqualTo(3);
        assertThat(err.toString()).contains("did you mean 'run-stuck/");
        assertThat(desk.ran).as("nothing of it was recorded or done").isEmpty();
        assertThat(desk.mutes()).isEmpty();
    }
}
