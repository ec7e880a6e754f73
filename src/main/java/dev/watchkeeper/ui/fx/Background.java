package dev.watchkeeper.ui.fx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Runs what blocks on a thread of its own and hands the result to the JavaFX thread.
public final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final Executor fx;

    /// @param fx where results are delivered
    public Background(Executor fx) {
        this.fx = fx;
    }

    /// Runs `work` on a virtual thread, then exactly one of the two on the JavaFX thread.
    ///
    /// @param failed receives one sentence that says why
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<String> failed) {
        Thread.ofVirtual().name("window-work").start(() -> attempt(work, done, failed));
    }

    private <T> void attempt(Callable<T> work, Consumer<? super T> done, Consumer<String> failed) {
        try {
            T result = work.call();
            fx.execute(() -> done.accept(result));
        } catch (Exception e) {
            LOG.warn("work for the window failed", e);
            String message = e.getMessage();
            String text = message == null ? e.getClass().getSimpleName() : message;
            fx.execute(() -> failed.accept(text));
        }
    }
}
