package dev.watchkeeper.notify;

import java.time.Instant;
import java.util.List;

/// One message: the changes of one moment.
///
/// @param id the same however often it is delivered, so that a receiver can tell a second time
/// @param at when it was decided
/// @param console who tells, `user@workstation`
/// @param changes worst first; not all where `omitted` is above zero
/// @param merged how many messages it stands for: above 1 where the queue was full
/// @param omitted how many changes it leaves out for its size
public record Notice(
        String id, Instant at, String console, List<Change> changes, int merged, int omitted) {
    static final int MOST_CHANGES = 50;

    public Notice {
        changes = List.copyOf(changes);
    }
}
