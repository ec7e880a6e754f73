package dev.watchkeeper.history;

import dev.watchkeeper.supervision.DrillResult;

import java.util.List;

/// The drills of supervision systems over time. All calls block on the disk.
public interface DrillHistory {
    /// Stores what came of a drill.
    void drilled(DrillResult result);

    /// Of each supervision the newest drill and the newest that passed, oldest first.
    List<DrillResult> drills();
}
