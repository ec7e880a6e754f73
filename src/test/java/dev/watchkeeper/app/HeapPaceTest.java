package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.SampleReports;

import org.junit.jupiter.api.Test;

/// When the heap is collected, on a heap of numbers.
final class HeapPaceTest {
    private long usedMegabytes;
    private long aliveMegabytes;
    private int collections;
    private final HeapPace pace =
            new HeapPace(
                    () -> usedMegabytes << 20,
                    () -> {
                        usedMegabytes = aliveMegabytes;
                        collections++;
                    });

    private int collectionsAt(long megabytes) {
        usedMegabytes = megabytes;
        int before = collections;
        pace.accept(SampleReports.nothing());
        return collections - before;
    }

    @Test
    void aSmallHeapIsLeftAlone() {
        assertThat(collectionsAt(128)).isZero();
    }

    @Test
    void aHeapThatHasGrownIsCollectedOnce() {
        aliveMegabytes = 80;

        assertThat(collectionsAt(129)).isOne();
        assertThat(collectionsAt(160)).isZero();
        assertThat(collectionsAt(161)).isOne();
    }

    @Test
    void whatIsAliveIsNotCollectedForAgainAndAgain() {
        aliveMegabytes = 1_000;

        assertThat(collectionsAt(1_000)).isOne();
        assertThat(collectionsAt(1_540)).isZero();
        assertThat(collectionsAt(1_541)).isOne();
    }
}
