package dev.watchkeeper.ui.activity;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveTable;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The columns of the audit record, newest first.
final class AuditTable {
    private AuditTable() {}

    static LiveTable<Long, AuditEntry> create(Ages ages) {
        var table =
                new LiveTable<Long, AuditEntry>(
                        ages,
                        AuditEntry::number,
                        () -> Comparator.comparingLong(AuditEntry::number).reversed());
        table.setId("audit-table");
        table.setAccessibleText("Audit record, newest first");
        table.number("No", 7, e -> Long.toString(e.number()), e -> (double) e.number());
        table.time("When", 13, e -> ages.relative(e.at()), e -> Optional.of(e.at()));
        table.text("Kind", 9, e -> e.kind().name().toLowerCase(Locale.ROOT));
        table.text("What", 60, e -> VisibleText.capped(e.text(), 400));
        var who = table.text("Who", 14, e -> VisibleText.capped(e.actor(), 60));
        var subject = table.text("Finding", 30, e -> VisibleText.capped(e.subject(), 120));
        var hash =
                table.mono(
                        "Hash",
                        14,
                        e -> e.hash().substring(0, Math.min(12, e.hash().length())) + "…");
        table.mayLeave(hash, subject, who);
        return table;
    }
}
