package dev.watchkeeper.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Opens desks, the window and the demo. The composition root provides it.
public interface Desks {
    /// Opens a fleet.
    ///
    /// @param fleet the file; the one in the configuration folder when empty
    /// @throws CliFailure if it cannot be used, with what to do about it
    Desk open(Optional<Path> fleet);

    /// As [#open], with an empty fleet where there is no file and none was named.
    Desk openAnyway(Optional<Path> fleet);

    /// Starts a demo of its own and opens its fleet; closing ends both.
    Desk openDemo();

    /// Starts a demo that other processes can use, until the handle is closed.
    ///
    /// @param directory where its files are put
    AutoCloseable serveDemo(Path directory) throws IOException;

    /// Opens a fleet to be watched without a window.
    ///
    /// @param fleet the file; the one in the configuration folder when empty
    /// @throws CliFailure if it cannot be used, with what to do about it
    Watch watch(Optional<Path> fleet);

    /// Opens the window on a fleet and returns after it was closed. Empty where there is no
    /// display; then nothing was opened.
    ///
    /// @return the exit status
    Optional<Integer> window(Optional<Path> fleet);

    /// As [#window], on a demo.
    Optional<Integer> demoWindow();
}
