package dev.watchkeeper.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Makes one message of two that were not tried yet, where the queue is full: of each finding the
/// newer change, and how many messages it stands for. Nothing goes without being counted.
final class Merging {
    private Merging() {}

    static Notice of(Notice older, Notice newer) {
        var byKey = new LinkedHashMap<String, Change>();
        older.changes().forEach(c -> byKey.put(c.key(), c));
        for (Change c : newer.changes()) {
            byKey.remove(c.key());
            byKey.put(c.key(), c);
        }
        List<Change> all = new ArrayList<>(byKey.values());
        int over = Math.max(0, all.size() - Notice.MOST_CHANGES);
        return new Notice(
                older.id(),
                newer.at(),
                newer.console(),
                all.subList(over, all.size()),
                older.merged() + newer.merged(),
                older.omitted() + newer.omitted() + over);
    }
}
