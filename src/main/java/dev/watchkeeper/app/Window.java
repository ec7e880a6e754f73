package dev.watchkeeper.app;

import dev.watchkeeper.cli.CliFailure;
import dev.watchkeeper.finding.Headline;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ui.shell.ConsoleApp;
import dev.watchkeeper.ui.shell.FirstSteps;
import dev.watchkeeper.ui.shell.Services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The one window of a user.
final class Window {
    private final Map<String, String> environment;
    private final Folders folders;
    private final ConsoleApp app = new ConsoleApp();

    Window(Map<String, String> environment, Folders folders) {
        this.environment = environment;
        this.folders = folders;
    }

    /// Whether there is something that a window could open on.
    boolean hasDisplay() {
        boolean x11 = !environment.getOrDefault("DISPLAY", "").isEmpty();
        boolean wayland = !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        boolean headless = "Headless".equals(System.getProperty("glass.platform"));
        return headless || !linux || x11 || wayland;
    }

    /// Opens the window and returns after it was closed. When the user has one open already, that
    /// one is raised.
    ///
    /// @return the exit status; empty when there is no display after all
    Optional<Integer> show(
            Supplier<Composition> opened,
            Optional<String> ribbon,
            Optional<FirstSteps> firstSteps) {
        try (var place = new Closer()) {
            Optional<SingleInstance> taken =
                    SingleInstance.take(folders.state(), folders.runtime(), app::raise);
            if (taken.isEmpty()) {
                return Optional.of(raiseOther());
            }
            place.add(taken.get());
            try (Composition composition = opened.get()) {
                app.runUntilClosed(services(composition, ribbon, firstSteps));
            }
            return Optional.of(0);
        } catch (UnsupportedOperationException _) {
            // JavaFX found no display where the environment promised one.
            return Optional.empty();
        } catch (IOException e) {
            throw new CliFailure("the window's lock cannot be made: " + FileFaults.words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(3);
        }
    }

    /// Shows each screen once and closes the window; nothing while there is none.
    void close() {
        app.tourAndClose();
    }

    private int raiseOther() {
        if (SingleInstance.raiseOther(folders.runtime())) {
            return 0;
        }
        throw new CliFailure("a window is open already, and does not answer");
    }

    private static Services services(
            Composition composition, Optional<String> ribbon, Optional<FirstSteps> firstSteps) {
        return new Services(
                composition.engine(),
                composition.remedies(),
                composition.audit(),
                composition.history(),
                composition.clock(),
                r -> Headline.of(r.snapshot(), r.findings()),
                problem -> accept(composition, problem),
                ribbon,
                firstSteps,
                composition.earlierRuns(),
                composition.depth(),
                composition.drilling());
    }

    private static void accept(Composition composition, HostKeyProblem problem) {
        try {
            composition.acceptHostKey(problem);
        } catch (IOException e) {
            throw new UncheckedIOException(FileFaults.words(e), e);
        }
    }
}
