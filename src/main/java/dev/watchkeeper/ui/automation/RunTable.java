package dev.watchkeeper.ui.automation;

import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveTable;
import dev.watchkeeper.ui.fx.Mark;

import java.util.Comparator;
import java.util.Optional;

/// The table of runs and its columns.
final class RunTable {
    private RunTable() {}

    static LiveTable<ProcessKey, RunRow> create(Ages ages) {
        Comparator<RunRow> worstFirst =
                Comparator.<RunRow, Mark>comparing(r -> r.verdict().mark())
                        .thenComparing(RunRow::begun)
                        .thenComparing(r -> r.host().name())
                        .thenComparingLong(r -> r.key().pid());
        var table = new LiveTable<ProcessKey, RunRow>(ages, RunRow::key, () -> worstFirst);
        table.setId("run-table");
        table.setAccessibleText("Runs, the stuck and the oldest first");
        table.verdict("State", 16, RunRow::verdict);
        table.text("Host", 15, r -> r.host().name());
        table.text("What", 22, RunRow::name);
        var kind = table.text("Kind", 11, RunRow::kind);
        table.time("Started", 14, r -> ages.relative(r.begun()), r -> Optional.of(r.begun()));
        var hosts = table.number("Hosts", 9, r -> "" + r.hosts(), r -> (double) r.hosts());
        table.text("Waits for", 36, RunRow::waitsFor);
        var pid = table.number("PID", 10, r -> "" + r.key().pid(), r -> (double) r.key().pid());
        var seen =
                table.time(
                        "Seen",
                        13,
                        r -> ages.relative(r.observedAt()),
                        r -> Optional.of(r.observedAt()));
        table.mayLeave(pid, kind, hosts, seen);
        return table;
    }
}
