package dev.watchkeeper.ui.shell;

import java.io.IOException;
import java.nio.file.Path;

/// What can be done where nothing is watched yet. Its calls may block; the window makes them off
/// the JavaFX thread.
public interface FirstSteps {
    /// Where the fleet file belongs.
    Path fleetFile();

    /// Writes a fleet file that watches one endpoint.
    ///
    /// @param endpoint `name` or `name:port`
    /// @throws IllegalArgumentException if it cannot be an endpoint, with why
    /// @throws IOException if the file is there already or cannot be written; the message says why
    void watch(String endpoint) throws IOException;

    /// Opens a window on the demo, as a process of its own.
    ///
    /// @throws IOException if it could not be started
    void replay() throws IOException;
}
