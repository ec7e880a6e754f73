package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;

import javafx.scene.control.TableCell;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

/// The remaining fraction of a lifetime as a bar.
final class LifeCell extends TableCell<LiveRow<String, CertificateRow>, CertificateRow> {
    private static final double HEIGHT = 6;
    private static final double MARGIN = 14;

    private final Ages ages;
    private final Region left = new Region();
    private final StackPane track = new StackPane(left);

    LifeCell(Ages ages) {
        this.ages = ages;
        track.getStyleClass().add("life-track");
        track.setMinSize(0, HEIGHT);
        track.setMaxSize(Double.MAX_VALUE, HEIGHT);
        track.prefWidthProperty().bind(widthProperty().subtract(MARGIN));
        StackPane.setAlignment(left, javafx.geometry.Pos.CENTER_LEFT);
        left.setMinSize(0, HEIGHT);
    }

    @Override
    protected void updateItem(@Nullable CertificateRow item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null || item.leaf().isEmpty()) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        double part = Math.clamp(item.remaining(ages.now()), 0, 1);
        left.getStyleClass().setAll("life-left", item.verdict().mark().word());
        left.maxWidthProperty().bind(track.widthProperty().multiply(part));
        left.setMaxHeight(HEIGHT);
        setGraphic(track);
        setAccessibleText(Math.round(part * 100) + " % of its lifetime left");
    }
}
