package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillResult;

import java.util.function.Consumer;

/// Runs drills for whoever asks: a click, a command, a schedule.
@FunctionalInterface
public interface Drilling {
    /// Runs one drill to its end; blocks the calling (virtual) thread. An interrupt ends it.
    ///
    /// @param pages whether it may reach a person
    /// @param progress hears of each leg that has ended
    /// @throws dev.watchkeeper.audit.AuditLog.AuditException if it cannot be recorded; then nothing
    ///   was sent in
    /// @throws IllegalStateException if one of the same supervision is under way
    DrillResult run(Supervision supervision, boolean pages, Consumer<DrillResult.Leg> progress);

    /// One that refuses.
    static Drilling none() {
        return (supervision, _, _) -> {
            throw new IllegalStateException(
                    "drills of " + supervision.name() + " cannot be run here");
        };
    }
}
