package dev.watchkeeper.ui.fx;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Hands values over to a slower thread: only the newest is kept, and at most one task is pending.
///
/// @param <T> what is handed over
public final class LatestOnly<T> implements Consumer<T> {
    private final AtomicReference<Optional<T>> newest = new AtomicReference<>(Optional.empty());
    private final Executor executor;
    private final Consumer<? super T> receiver;

    /// Delivers to `receiver` on `executor`.
    public LatestOnly(Executor executor, Consumer<? super T> receiver) {
        this.executor = executor;
        this.receiver = receiver;
    }

    /// Never blocks; callable from any thread.
    @Override
    public void accept(T value) {
        if (newest.getAndSet(Optional.of(value)).isEmpty()) {
            executor.execute(this::deliver);
        }
    }

    private void deliver() {
        newest.getAndSet(Optional.empty()).ifPresent(receiver);
    }
}
