package dev.watchkeeper.supervision;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// The process of a supervision that schedules checks.
///
/// @param version as it says; may be empty
/// @param pid of its main process, where it is known
/// @param life whether that process runs
/// @param startedAt by its own word
/// @param writtenAt when it last wrote down its state, by its own word; proves nothing by itself
/// @param stateFile the path of that file or the address of the page, for evidence
public record Daemon(
        String version,
        OptionalLong pid,
        Life life,
        Optional<Instant> startedAt,
        Optional<Instant> writtenAt,
        String stateFile) {
    /// What the kernel, or its answering, says of the process.
    public enum Life {
        RUNNING,
        /// Stopped by a signal, or traced.
        STOPPED,
        /// In uninterruptible sleep.
        BLOCKED,
        /// There is no such process, or another one has its number.
        GONE,
        UNKNOWN
    }
}
