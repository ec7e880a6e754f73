package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;

import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

/// What is left of a lifetime: its part as a bar, and in words that tick. A heading shows that of
/// its first to expire.
final class LifeCell extends TableCell<LiveRow<String, Line>, Line> {
    private static final double HEIGHT = 6;

    private final Ages ages;
    private final Region left = new Region();
    private final StackPane track = new StackPane(left);
    private final AgeLabel words;
    private final HBox both;
    private double part;

    LifeCell(Ages ages) {
        this.ages = ages;
        words = new AgeLabel(ages);
        words.getStyleClass().setAll("label", "life-words");
        track.getStyleClass().add("life-track");
        track.setMinSize(20, HEIGHT);
        track.setMaxSize(Double.MAX_VALUE, HEIGHT);
        StackPane.setAlignment(left, Pos.CENTER_LEFT);
        left.setMinSize(0, HEIGHT);
        left.setMaxHeight(HEIGHT);
        track.widthProperty().addListener(o -> fill());
        HBox.setHgrow(track, Priority.ALWAYS);
        both = new HBox(track, words);
        both.getStyleClass().add("life");
    }

    private void fill() {
        left.setMaxWidth(track.getWidth() * part);
    }

    @Override
    protected void updateItem(@Nullable Line item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            words.clear();
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        show(item instanceof GroupLine group ? group.soonest() : (CertificateRow) item);
        setGraphic(both);
    }

    private void show(CertificateRow row) {
        words.clear();
        words.as(_ -> row.left(ages));
        row.notAfter().ifPresentOrElse(words::show, () -> words.setText(row.left(ages)));
        part = Math.clamp(row.remaining(ages.now()), 0, 1);
        track.setVisible(row.term().isPresent());
        left.getStyleClass().setAll("life-left", row.life().word());
        fill();
        setAccessibleText(row.left(ages) + ", " + Math.round(part * 100) + " % of its lifetime");
    }
}
