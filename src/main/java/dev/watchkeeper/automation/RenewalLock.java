package dev.watchkeeper.automation;

import java.time.Instant;
import java.util.Optional;

/// The lock with which a client keeps a second run out.
public sealed interface RenewalLock {
    /// Nobody holds it.
    record Free() implements RenewalLock {}

    /// A process holds it: another run ends with "already running", which is no failure.
    ///
    /// @param path of the lock file
    /// @param pid of the holder; 0 where it is of another namespace
    /// @param startTicks of the holder, as in its process key
    /// @param since when the holder began, which is at most so long ago as it holds the lock
    /// @param state as in proc(5)
    /// @param waitChannel empty where only root may know it
    /// @param command its name, at most 15 bytes
    record Held(
            String path,
            long pid,
            long startTicks,
            Instant since,
            String state,
            Optional<String> waitChannel,
            String command)
            implements RenewalLock {}

    /// The file itself keeps others out, whoever made it: nobody can tell from it whether that one
    /// still runs.
    ///
    /// @param since when it was made
    record Left(String path, Instant since) implements RenewalLock {}

    /// Nobody could tell.
    record NotKnown(String why) implements RenewalLock {}

    /// The client has none.
    record None() implements RenewalLock {}
}
