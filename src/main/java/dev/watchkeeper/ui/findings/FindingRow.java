package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.ui.fx.Mark;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.time.Instant;

/// A row of the list: the same object for a finding as long as the problem lasts.
final class FindingRow {
    private final FindingKey key;
    private final ReadOnlyObjectWrapper<Shown> shown;

    /// What the row shows.
    ///
    /// @param symptoms how many findings hang under it
    record Shown(Finding finding, Instant since, int symptoms) {
        Mark mark() {
            return Mark.of(finding.severity().label());
        }
    }

    FindingRow(FindingKey key, Shown shown) {
        this.key = key;
        this.shown = new ReadOnlyObjectWrapper<>(shown);
    }

    FindingKey key() {
        return key;
    }

    ReadOnlyObjectProperty<Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    void show(Shown now) {
        if (!now.equals(shown.get())) {
            shown.set(now);
        }
    }
}
