package dev.watchkeeper.app;

import dev.watchkeeper.monitor.Report;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Keeps the heap near what is alive, at each report.
///
/// The serial collector, the smallest and for one sweep the cheapest, lets the heap grow to its end
/// before it looks what of the old generation is garbage: to a gigabyte, where 80 MB are alive. An
/// end that is low enough for ten thousand endpoints is one that thirty thousand die of. So a full
/// collection is asked for whenever the heap has grown by half of what survived the last one. Used
/// by one thread.
final class HeapPace implements Consumer<Report> {
    private static final long MEGABYTE = 1 << 20;
    private static final long FIRST = 128 * MEGABYTE;
    private static final long ALWAYS_FREE = 40 * MEGABYTE;

    private final LongSupplier used;
    private final Runnable collect;
    private long mark = FIRST;

    /// @param used how many bytes of the heap are in use, garbage included
    HeapPace(LongSupplier used, Runnable collect) {
        this.used = used;
        this.collect = collect;
    }

    static HeapPace ofThisProcess() {
        Runtime java = Runtime.getRuntime();
        return new HeapPace(() -> java.totalMemory() - java.freeMemory(), java::gc);
    }

    @Override
    public void accept(Report report) {
        if (used.getAsLong() > mark) {
            collect.run();
            long alive = used.getAsLong();
            mark = Math.max(FIRST, alive + alive / 2 + ALWAYS_FREE);
        }
    }
}
