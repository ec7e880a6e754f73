package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.inventory.Supervision;

import java.util.Optional;

/// What closes a gap, in the supervision's own words.
///
/// @param supervision that is to check it
/// @param id of the subject
/// @param text the exact objects, rules or settings; ends with a line feed
/// @param objects names by which the supervision lists what was added
/// @param byHand why it has to be added by hand; empty where the console can install it
public record Proposal(
        Supervision supervision,
        String id,
        String text,
        java.util.List<String> objects,
        Optional<String> byHand) {
    public Proposal {
        objects = java.util.List.copyOf(objects);
    }
}
