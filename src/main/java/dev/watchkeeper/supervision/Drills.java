package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;

import java.util.function.Consumer;

/// Runs drills.
public interface Drills {
    /// Sends a canary in and follows it. Blocks the calling (virtual) thread, each leg at most
    /// [dev.watchkeeper.inventory.DrillPolicy#within()]; never throws for what a supervision does.
    /// An interrupt ends it, and the leg under way is UNKNOWN. What was sent in is taken back in
    /// the end: the canary is OK again, the synthetic alert resolved.
    ///
    /// @param pages whether it may reach a person; otherwise it is refused where that cannot be
    ///   excluded
    /// @param progress hears of each leg that has ended
    DrillResult run(
            Supervision supervision,
            Fleet fleet,
            boolean pages,
            Consumer<DrillResult.Leg> progress);
}
