package dev.watchkeeper.ui.fx;

import javafx.application.Platform;

import java.util.concurrent.Executor;

/// The JavaFX thread as an executor. The only place that calls `Platform.runLater`.
public final class FxThread implements Executor {
    @Override
    public void execute(Runnable task) {
        Platform.runLater(task);
    }
}
