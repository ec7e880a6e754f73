package dev.watchkeeper;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// How much later than promised something may end on this machine, as it is while a test runs: half
/// a second, and twenty times the longest that a thread had to wait which wanted to sleep a moment
/// and then to work for a millisecond. What ends at its deadline there ends so on an idle machine
/// within the half second; what never ends, or by a time limit of somebody else's, is found out on
/// any.
public final class Slack implements AutoCloseable {
    private static final Duration PROMISED = Duration.ofMillis(500);
    private static final long NAP = 10_000_000;
    private static final long WORK = 1_000_000;
    private static final int TIMES = 20;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private volatile boolean over;
    private volatile long longest;

    private Slack() {}

    /// Measures from now on.
    public static Slack measured() {
        var slack = new Slack();
        Thread.ofPlatform().daemon().name("slack").start(slack::measure);
        return slack;
    }

    /// What is allowed after what was measured so far.
    public Duration allowed() {
        return PROMISED.plusNanos(TIMES * longest);
    }

    private void measure() {
        while (!over) {
            long begin = System.nanoTime();
            LockSupport.parkNanos(NAP);
            long worked = threads.getCurrentThreadCpuTime();
            while (threads.getCurrentThreadCpuTime() - worked < WORK) {
                Thread.onSpinWait();
            }
            longest = Math.max(longest, System.nanoTime() - begin - NAP - WORK);
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
