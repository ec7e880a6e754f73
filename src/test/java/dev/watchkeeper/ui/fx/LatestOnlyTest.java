package dev.watchkeeper.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Handing reports to the slower thread.
final class LatestOnlyTest {
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final LatestOnly<String> bridge = new LatestOnly<>(pending::add, received::add);

    @Test
    void manyValuesCostOneTaskAndOnlyTheNewestArrives() {
        for (int i = 0; i < 1_000; i++) {
            bridge.accept("report " + i);
        }

        assertThat(pending).hasSize(1);
        pending.remove().run();
        assertThat(received).containsExactly("report 999");
    }

    @Test
    void aValueAfterADeliveryIsDeliveredToo() {
        bridge.accept("first");
        pending.remove().run();
        bridge.accept("second");
        pending.remove().run();

        assertThat(received).containsExactly("first", "second");
    }
}
