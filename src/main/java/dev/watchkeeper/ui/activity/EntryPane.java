package dev.watchkeeper.ui.activity;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.layout.VBox;

import java.util.Locale;

/// The selected entry of the audit record in full.
final class EntryPane extends VBox {
    private final Ages ages;

    EntryPane(Ages ages) {
        this.ages = ages;
        getStyleClass().addAll("tray", "audit-entry");
        setId("audit-entry");
        managedProperty().bind(visibleProperty());
        clear();
    }

    void clear() {
        setVisible(false);
    }

    void show(AuditEntry entry) {
        FieldGrid grid = new FieldGrid();
        grid.add("what", VisibleText.lines(entry.text()));
        grid.add("kind", entry.kind().name().toLowerCase(Locale.ROOT));
        grid.add("when", ages.absolute(entry.at()) + " (" + ages.relative(entry.at()) + ")");
        grid.add("who", VisibleText.of(entry.actor()));
        grid.addMono("finding", VisibleText.of(entry.subject()));
        grid.addMono("action", VisibleText.of(entry.action()));
        grid.addMono("hash", VisibleText.of(entry.hash()));
        getChildren()
                .setAll(
                        Layouts.row(
                                "line",
                                Layouts.label("Entry " + entry.number(), "section-title"),
                                Layouts.spacer(),
                                Clip.button("Copy", () -> text(entry))),
                        grid);
        setVisible(true);
    }

    private static String text(AuditEntry entry) {
        return "%d %s %s %s %s%n%s%n%s%n"
                .formatted(
                        entry.number(),
                        entry.at(),
                        entry.kind().name().toLowerCase(Locale.ROOT),
                        VisibleText.of(entry.actor()),
                        VisibleText.of(entry.subject()),
                        VisibleText.lines(entry.text()),
                        entry.hash());
    }
}
