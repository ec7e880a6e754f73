package dev.watchkeeper.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Closes what was opened, in reverse; one that fails keeps none of the others from it. Any thread
/// may close.
final class Closer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();

    <T extends AutoCloseable> T add(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /// Closes also when the process is told to end, by SIGTERM or Ctrl+C: for what would be left on
    /// the disk.
    Closer alsoWhenProcessEnds() {
        var hook = new Thread(this::close, "watchkeeper-closing");
        Runtime.getRuntime().addShutdownHook(hook);
        opened.addLast(() -> removed(hook));
        return this;
    }

    private static void removed(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending: the hook is what runs.
        }
    }

    @Override
    public void close() {
        for (AutoCloseable next = opened.poll(); next != null; next = opened.poll()) {
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("could not be closed", e);
            }
        }
    }
}
