package dev.watchkeeper.demo;

import java.io.IOException;

/// A program that a simulated host knows.
@FunctionalInterface
interface Program {
    /// Exit status of a shell that does not find a command.
    int NOT_FOUND = 127;

    /// Runs it in the simulated world.
    ///
    /// @return its exit status
    /// @throws InterruptedException when the caller went away: it ends where it is
    int run(Terminal terminal) throws IOException, InterruptedException;
}
