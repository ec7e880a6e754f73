package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.LiveRow;

import javafx.scene.control.TableRow;
import javafx.scene.input.MouseButton;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// A row of the table; a heading opens and closes its group at a click.
final class LineRow extends TableRow<LiveRow<String, Line>> {
    private static final String HEADING = "group-row";

    LineRow(Consumer<GroupLine> toggle) {
        setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY
                    && !isEmpty()
                    && getItem().now() instanceof GroupLine group) {
                toggle.accept(group);
                e.consume();
            }
        });
    }

    @Override
    protected void updateItem(@Nullable LiveRow<String, Line> item, boolean empty) {
        super.updateItem(item, empty);
        boolean heading = !empty && item != null && item.now() instanceof GroupLine;
        getStyleClass().removeAll(HEADING);
        if (heading) {
            getStyleClass().add(HEADING);
        }
    }
}
