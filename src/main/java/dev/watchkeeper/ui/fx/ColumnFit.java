package dev.watchkeeper.ui.fx;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes the columns of a table fit its width, so that nothing scrolls sideways: they shrink to
/// their least width, and where that does not do, those go that were named first.
final class ColumnFit {
    private static final double AVERAGE_CHARACTER = 7.2;
    private static final double SCROLL_BAR = 14;

    private final List<Width> widths = new ArrayList<>();
    private final List<TableColumn<?, ?>> leaving = new ArrayList<>();
    private final Set<TableColumn<?, ?>> gone = new HashSet<>();
    private double factor = 1;

    /// In characters.
    private record Width(TableColumn<?, ?> column, double least, double wanted, boolean grows) {}

    ColumnFit(TableView<?> table) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.widthProperty().addListener((o, was, is) -> fit(is.doubleValue()));
    }

    void add(TableColumn<?, ?> column, double least, double wanted, boolean grows) {
        var width = new Width(column, least, wanted, grows);
        widths.add(width);
        apply(width);
    }

    /// Names a column that may go; the first named goes first.
    void mayLeave(TableColumn<?, ?> column) {
        leaving.add(column);
    }

    /// The text is so many times as large as normal.
    void scale(double times, double tableWidth) {
        factor = times;
        widths.forEach(this::apply);
        fit(tableWidth);
    }

    private double pixels(double characters) {
        return characters * AVERAGE_CHARACTER * factor;
    }

    private void apply(Width width) {
        width.column().setMinWidth(pixels(width.least()));
        width.column().setMaxWidth(width.grows() ? 5_000 : pixels(width.wanted()));
        width.column().setPrefWidth(pixels(width.wanted()));
    }

    private void fit(double tableWidth) {
        if (tableWidth <= 0) {
            return;
        }
        double room = tableWidth - SCROLL_BAR;
        double needed = widths.stream().mapToDouble(w -> pixels(w.least())).sum();
        for (TableColumn<?, ?> column : leaving) {
            boolean goes = needed > room;
            if (goes) {
                needed -= column.getMinWidth();
            }
            // One that the user has hidden in the table's menu stays hidden.
            if (goes && column.isVisible()) {
                gone.add(column);
                column.setVisible(false);
            } else if (!goes && gone.remove(column)) {
                column.setVisible(true);
            }
        }
    }
}
