package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Lines that do what no line should.
@Timeout(60)
final class OrderedBatchTest {
    /// One line never ends, whatever it is told; the others are judged all the same.
    @Test
    void aLineThatHangsIsGivenUpFromOutside() throws Exception {
        var never = new CountDownLatch(1);
        List<JudgeResult> results = new ArrayList<>();
        var batch =
                new OrderedBatch(
                        line ->
                                line.number() == 2
                                        ? hang(never)
                                        : JudgeResult.unjudged(line.number(), "x"),
                        results::add,
                        Duration.ofMillis(300));
        batch.run(
                new BoundedLines(
                        new ByteArrayInputStream(
                                "1\n2\n3\n4\n5\n6\n7\n8\n".getBytes(StandardCharsets.UTF_8))));
        never.countDown();
        assertThat(results).hasSize(8);
        assertThat(results.get(1).error().orElseThrow()).contains("line 2: not judged within");
        assertThat(results.get(7).error()).contains("line 8: x");
    }

    private static JudgeResult hang(CountDownLatch never) {
        while (never.getCount() > 0) {
            Thread.onSpinWait();
        }
        return JudgeResult.unjudged(0, "too late");
    }

    @Test
    void aFaultOfThisProgramIsAResultToo() throws Exception {
        List<JudgeResult> results = new ArrayList<>();
        var batch =
                new OrderedBatch(
                        _ -> {
                            throw new IllegalStateException("a slip");
                        },
                        results::add);
        batch.run(new BoundedLines(new ByteArrayInputStream(new byte[] {'1'})));
        assertThat(results.getFirst().error().orElseThrow())
                .contains("a fault of this program", "a slip");
    }
}
