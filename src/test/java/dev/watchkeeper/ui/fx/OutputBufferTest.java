package dev.watchkeeper.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;

/// Output that keeps coming.
final class OutputBufferTest {
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private final OutputBuffer buffer = new OutputBuffer(pending::add, 3);

    private void drain() {
        while (!pending.isEmpty()) {
            pending.remove().run();
        }
    }

    @Test
    void onlyTheLastLinesAreKept() {
        buffer.append("a\nb\n");
        drain();
        buffer.append("c\nd\ne\n");
        drain();

        assertThat(buffer.lines()).containsExactly("c", "d", "e");
    }

    @Test
    void aFloodBeforeTheThreadWakesCostsOneTaskAndNoMoreLinesThanTheRing() {
        for (int i = 0; i < 10_000; i++) {
            buffer.append("line " + i + "\n");
        }

        assertThat(pending).hasSize(1);
        drain();
        assertThat(buffer.lines()).containsExactly("line 9997", "line 9998", "line 9999");
    }

    @Test
    void aLineInPiecesIsOneLineAndTheUnfinishedOneWaits() {
        buffer.append("hel");
        buffer.append("lo\nwor");
        drain();
        assertThat(buffer.lines()).containsExactly("hello");

        buffer.flush();
        drain();
        assertThat(buffer.lines()).containsExactly("hello", "wor");
    }
}
