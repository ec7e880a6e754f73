package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.geometry.Side;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.controlsfx.control.MasterDetailPane;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A table with the details of its selected row beside it. Enter or a double click opens the
/// finding that names the row.
///
/// @param <K> identifies a row
/// @param <S> what a row shows
final class HostTab<K, S> extends MasterDetailPane {
    private final LiveTable<K, S> table;
    private final DetailPane pane;
    private final Function<S, Detail> detail;
    private final Function<S, Optional<Finding>> finding;
    private final Consumer<FindingKey> open;

    HostTab(
            LiveTable<K, S> table,
            DetailPane pane,
            Function<S, Detail> detail,
            Function<S, Optional<Finding>> finding,
            Consumer<FindingKey> open) {
        super(Side.RIGHT, table, pane, false);
        this.table = table;
        this.pane = pane;
        this.detail = detail;
        this.finding = finding;
        this.open = open;
        setDividerPosition(0.64);
        setAnimated(false);
        table.setRowFactory(t -> {
            TableRow<dev.watchkeeper.ui.fx.LiveRow<K, S>> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && !row.isEmpty()) {
                    openSelected();
                }
            });
            return row;
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            openSelected();
        }
    }

    private void openSelected() {
        table.selected().stream()
                .flatMap(r -> finding.apply(r).stream())
                .findFirst()
                .ifPresent(f -> open.accept(f.key()));
    }

    /// Shows the details of what is selected now.
    void refresh() {
        List<S> selected = table.selected();
        selected.stream().findFirst().map(detail).ifPresent(pane::show);
        setShowDetailNode(!selected.isEmpty());
    }
}
