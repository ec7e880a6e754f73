package dev.watchkeeper.cli;

import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.notify.Notifier;

/// A fleet that is watched without a window: followed as its file changes, told of, and its heart
/// beating.
public interface Watch extends AutoCloseable {
    /// The engine over the whole fleet, started.
    Engine engine();

    /// What this console does about notifications.
    Notifier.Standing standing();

    /// Returns when the process is told to end.
    void awaitEnd() throws InterruptedException;

    @Override
    void close();
}
