package dev.watchkeeper.remedy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a listener's faults from a remedy that is under way.
record SafeListener(Remedies.Listener listener) implements Remedies.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    @Override
    public void step(int index, String text) {
        guarded(() -> listener.step(index, text));
    }

    @Override
    public void output(String text) {
        guarded(() -> listener.output(text));
    }

    @Override
    public void ended(RemedyOutcome outcome) {
        guarded(() -> listener.ended(outcome));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("A listener of a remedy failed", e);
        }
    }
}
