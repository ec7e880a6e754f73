package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.monitor.Waiting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The line that is drawn over while a command waits.
final class ProgressLineTest {
    private static final String WIPE = "\r\u001b[K";

    private final StringWriter drawn = new StringWriter();
    private long nanos = Duration.ofDays(3).toNanos();
    private String words = "0/1 host, waiting for builder31 (1/30 s)";

    @Test
    void nothingIsDrawnInTheFirstSecond() {
        ProgressLine line = line(true);
        pass(Duration.ofMillis(999));
        line.draw();
        assertThat(drawn.toString()).isEmpty();

        pass(Duration.ofMillis(1));
        line.draw();
        assertThat(drawn.toString()).isEqualTo(WIPE + words);
    }

    @Test
    void theElapsedTimeIsDrawnOverAndWipedAtTheEnd() {
        ProgressLine line = line(true);
        pass(Duration.ofSeconds(1));
        line.draw();
        line.draw();
        String first = words;
        words = words.replace("1/30", "2/30");
        line.draw();
        line.close();
        line.draw();

        assertThat(drawn.toString()).isEqualTo(WIPE + first + WIPE + words + WIPE);
    }

    @Test
    void whereErrorsGoToNoTerminalNothingIsEverDrawn() {
        ProgressLine line = line(false);
        pass(Duration.ofMinutes(1));
        line.draw();
        line.makeRoom();
        line.close();

        assertThat(drawn.toString()).isEmpty();
    }

    @Test
    void aLineNeverWrapsAndWhatAHostSaysOfItselfCannotDraw() {
        words = "waiting for \u001b[2J" + "b".repeat(200);
        ProgressLine line = line(true);
        pass(Duration.ofSeconds(2));
        line.draw();

        assertThat(drawn.toString()).startsWith(WIPE + "waiting for \\u{1b}[2Jbbb").endsWith("…");
        assertThat(drawn.toString().length() - WIPE.length()).isEqualTo(79);
    }

    @Test
    void afterSomethingElseWasPrintedASecondPassesAgain() {
        ProgressLine line = line(true);
        pass(Duration.ofSeconds(1));
        line.draw();
        line.makeRoom();
        line.draw();
        assertThat(drawn.toString()).isEqualTo(WIPE + words + WIPE);
    }

    @Test
    @Timeout(60)
    void checkTellsOnATerminalWhomItWaitsForAndPrintsItsReportOnACleanLine() {
        var desk = waiting();
        desk.cycle = Optional.of(new CompletableFuture<>());
        var out = new StringWriter();
        var err =
                new StringWriter() {
                    @Override
                    public void flush() {
                        if (toString().contains("waiting for builder31 (24/30 s)")) {
                            desk.cycle.orElseThrow().complete(desk.latest());
                        }
                    }
                };

        assertThat(Watchkeeper.run(desk, terminal(out, err, true), "check")).isZero();
        assertThat(err.toString())
                .startsWith(WIPE + "3/12 hosts, waiting for builder31 (24/30 s)")
                .endsWith(WIPE);
        assertThat(out.toString()).doesNotContain("waiting", "\u001b");
    }

    private static FakeDesk waiting() {
        var desk =
                new FakeDesk(FleetSnapshot.empty(Samples.fleet(List.of(), List.of()), Samples.NOW));
        desk.progress =
                new Report.Progress(
                        List.of(
                                new Waiting(
                                        Waiting.Kind.HOST,
                                        "builder31",
                                        Samples.NOW.minusSeconds(24),
                                        Duration.ofSeconds(30))),
                        new Report.Part(3, 12),
                        Report.Part.NONE,
                        0,
                        Map.of());
        return desk;
    }

    private static Terminal terminal(Writer out, Writer err, boolean drawable) {
        return new Terminal(
                new BufferedReader(new StringReader("")),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                true,
                drawable);
    }

    private ProgressLine line(boolean drawable) {
        Terminal terminal = terminal(Writer.nullWriter(), drawn, drawable);
        return new ProgressLine(terminal, () -> Optional.of(words), () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
