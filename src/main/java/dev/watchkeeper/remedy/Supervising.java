package dev.watchkeeper.remedy;

import dev.watchkeeper.supervision.ObjectLists;

/// What work on supervisions needs besides their hosts.
///
/// @param drilling proves that one would page
/// @param lists shows whether one has loaded what was added
public record Supervising(Drilling drilling, ObjectLists lists) {
    /// Nobody drills, and no list can be read.
    public static Supervising none() {
        return new Supervising(Drilling.none(), ObjectLists.none());
    }
}
