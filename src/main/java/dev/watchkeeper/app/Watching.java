package dev.watchkeeper.app;

import dev.watchkeeper.cli.Watch;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.notify.Notifier;

/// A fleet that is watched without a window.
record Watching(Composition composition, EndSignal end) implements Watch {
    @Override
    public Engine engine() {
        return composition.engine();
    }

    @Override
    public Notifier.Standing standing() {
        return composition.standing();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    @Override
    public void close() {
        composition.close();
        end.close();
    }
}
