package dev.watchkeeper.ui.automation;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

/// A table, and below it the details of its selected row while there is one.
final class MasterDetail extends SplitPane {
    private static final double TABLE_PART = 0.4;

    private final Node detail;

    MasterDetail(Node table, Node detail) {
        super(table);
        this.detail = detail;
        setOrientation(Orientation.VERTICAL);
    }

    void showDetail(boolean show) {
        if (show && getItems().size() == 1) {
            getItems().add(detail);
            setDividerPositions(TABLE_PART);
        } else if (!show) {
            getItems().remove(detail);
        }
    }
}
