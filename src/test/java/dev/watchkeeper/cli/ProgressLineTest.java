package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Optional;

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

    private ProgressLine line(boolean drawable) {
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(Writer.nullWriter()),
                        new PrintWriter(drawn),
                        false,
                        true,
                        drawable);
        return new ProgressLine(terminal, () -> Optional.of(words), () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
