package dev.watchkeeper.app;

import java.util.Optional;
import java.util.function.Supplier;

/// Made at most once, when first asked for. Any thread may ask.
final class Lazy<T> {
    private final Supplier<? extends T> maker;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<? extends T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (made.isEmpty()) {
            made = Optional.of(maker.get());
        }
        return made.get();
    }
}
