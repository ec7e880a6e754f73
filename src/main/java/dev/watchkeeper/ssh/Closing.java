package dev.watchkeeper.ssh;

import java.util.concurrent.atomic.AtomicInteger;

/// Runs what may block for ever, such as taking leave of a host, on threads that nobody waits for,
/// and counts those that have not ended.
final class Closing {
    private final AtomicInteger pending = new AtomicInteger();

    int pending() {
        return pending.get();
    }

    /// Runs the step on a virtual thread of its own. What it throws is of no interest to anybody.
    void inBackground(Step step) {
        pending.incrementAndGet();
        Thread.ofVirtual()
                .name("ssh-closing")
                .start(() -> {
                    try {
                        quietly(step);
                    } finally {
                        pending.decrementAndGet();
                    }
                });
    }

    static void quietly(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            // The connection is being given up: there is nobody left to tell.
        }
    }

    /// Something that may fail.
    interface Step {
        void run() throws Exception;
    }
}
