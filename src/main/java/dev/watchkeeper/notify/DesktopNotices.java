package dev.watchkeeper.notify;

import java.io.IOException;

/// Shows notices on the user's desktop.
@FunctionalInterface
public interface DesktopNotices {
    /// Shows one; the texts are plain text, not markup. Blocks, and ends when interrupted.
    ///
    /// @param urgent whether something critical is in it
    /// @throws IOException if it cannot be shown, with why
    void show(String title, String text, boolean urgent) throws IOException, InterruptedException;
}
