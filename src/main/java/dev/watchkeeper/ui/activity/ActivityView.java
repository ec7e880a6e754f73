package dev.watchkeeper.ui.activity;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Locale;

/// What was done: the audit record on the left, this session's jobs on the right.
public final class ActivityView {
    private static final int NEWEST = 500;

    private final AuditLog audit;
    private final Background background;
    private final LiveTable<Long, AuditEntry> table;
    private final EntryPane entry;
    private final VBox root;
    private boolean reading;
    private boolean read;
    private String wanted = "";

    public ActivityView(Ages ages, AuditLog audit, Jobs jobs, Background background) {
        this.audit = audit;
        this.background = background;
        table = AuditTable.create(ages);
        var title =
                Layouts.row(
                        "title-row",
                        Layouts.label("Activity", "screen-title"),
                        Layouts.spacer(),
                        new ChainVerdict(audit, background));
        entry = new EntryPane(ages);
        table.onSelected(
                rows -> rows.stream().findFirst().ifPresentOrElse(entry::show, entry::clear));
        var right = Layouts.column("side", entry, Layouts.growing(new JobList(jobs, ages)));
        var split = new SplitPane(table, right);
        split.setDividerPositions(0.62);
        root = Layouts.column("screen", title, Layouts.growing(split));
        root.setId("activity");
        table.empty().notCheckedYet("The audit record is being read.");
    }

    public Node node() {
        return root;
    }

    /// Reads the newest entries, on a thread of its own; while one reading is under way, no second.
    public void refresh() {
        if (!reading) {
            reading = true;
            background.run(() -> audit.newest(NEWEST), this::show, this::failed);
        }
    }

    private void show(List<AuditEntry> entries) {
        reading = false;
        read = true;
        explain();
        table.show(entries);
    }

    private void explain() {
        if (read && wanted.isEmpty()) {
            table.empty()
                    .none(
                            "Nothing was done yet",
                            "Every fix leaves its intent and its outcome here.");
        } else if (read) {
            table.empty().none("None match the filter", "Esc clears it.");
        }
    }

    private void failed(String why) {
        reading = false;
        read = false;
        table.empty()
                .couldNotCheck(
                        "The audit record could not be read: " + VisibleText.capped(why, 300));
        table.show(List.of());
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        wanted = text.toLowerCase(Locale.ROOT);
        explain();
        table.filter(e ->
                (e.subject() + ' ' + e.text() + ' ' + e.actor() + ' ' + e.kind())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted));
    }
}
