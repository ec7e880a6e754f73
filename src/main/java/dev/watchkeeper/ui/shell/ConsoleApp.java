package dev.watchkeeper.ui.shell;

import dev.watchkeeper.ui.fx.FxThread;

import javafx.application.Platform;
import javafx.stage.Stage;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;

/// Starts JavaFX and the window.
///
/// For the composition root, on its main thread:
///
/// ```
/// new ConsoleApp().runUntilClosed(services);
/// // here everything else is closed, in reverse order
/// ```
///
/// There is no `Application` subclass, so that nothing has to be handed over through static state.
public final class ConsoleApp {
    private final Logger toolkit = Logger.getLogger("javafx");
    private volatile Optional<Stage> window = Optional.empty();
    private volatile Runnable tour = () -> {};

    /// Opens the window and returns after it was closed. To be called once in a process, from any
    /// thread but the JavaFX thread.
    ///
    /// @throws RuntimeException if there is no display that a window could open on
    public void runUntilClosed(Services services) throws InterruptedException {
        var closed = new CountDownLatch(1);
        silenceStartLine();
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
        new FxThread()
                .execute(() -> {
                    try {
                        open(services, closed);
                    } catch (RuntimeException | Error e) {
                        closed.countDown();
                        throw e;
                    }
                });
        closed.await();
        Platform.exit();
    }

    /// JavaFX warns on the terminal that it was started from the class path, which is what this
    /// program decided. Every other line of its stays.
    private void silenceStartLine() {
        toolkit.setFilter(
                line -> !line.getMessage().startsWith("Unsupported JavaFX configuration"));
    }

    /// Brings the window to the front; nothing while there is none. Any thread may ask.
    public void raise() {
        window.ifPresent(stage -> new FxThread().execute(() -> raise(stage)));
    }

    /// Goes through all screens and closes the window; nothing while there is none. Any thread may
    /// ask.
    public void tourAndClose() {
        window.ifPresent(stage ->
                new FxThread()
                        .execute(() -> {
                            tour.run();
                            stage.hide();
                        }));
    }

    private static void raise(Stage stage) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    private void open(Services services, CountDownLatch closed) {
        WindowClass.announce();
        Stage stage = new Stage();
        stage.setOnHidden(e -> closed.countDown());
        var console = new ConsoleWindow(services);
        console.show(stage);
        tour = console::tour;
        window = Optional.of(stage);
    }
}
