package dev.watchkeeper.ui.shell;

import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything that can be gone to or done, found by typing.
final class Palette extends VBox {
    private final List<Entry> entries;
    private final Runnable close;
    private final TextField query = new TextField();
    private final ListView<Entry> list = new ListView<>();

    /// @param hint a word on the right: the kind, or the key that does the same
    record Entry(String title, String hint, Runnable action) {
        boolean matches(String words) {
            String text = (title + ' ' + hint).toLowerCase(Locale.ROOT);
            return Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+", -1))
                    .allMatch(text::contains);
        }
    }

    Palette(List<Entry> entries, Runnable close) {
        this.entries = List.copyOf(entries);
        this.close = close;
        setId("palette-dialog");
        getStyleClass().addAll("dialog-card", "palette");
        setAccessibleText("Palette");
        query.setPromptText("Go to a screen, a finding, a host, an endpoint, or do something");
        query.setId("palette-query");
        query.textProperty().addListener((o, was, is) -> search(is));
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        query.setOnAction(e -> runSelected());
        list.setCellFactory(l -> new EntryCell());
        list.setOnMouseClicked(e -> runSelected());
        list.setFocusTraversable(false);
        list.setPlaceholder(Layouts.label("Nothing matches", "muted"));
        getChildren().addAll(query, list);
        search("");
    }

    TextField query() {
        return query;
    }

    private void search(String text) {
        list.getItems()
                .setAll(entries.stream().filter(e -> e.matches(text.strip())).limit(200).toList());
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void steer(KeyEvent event) {
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (step != 0 && !list.getItems().isEmpty()) {
            int at = list.getSelectionModel().getSelectedIndex() + step;
            list.getSelectionModel().clearAndSelect(Math.clamp(at, 0, list.getItems().size() - 1));
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 5));
            event.consume();
        }
    }

    private void runSelected() {
        Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                .ifPresent(entry -> {
                    close.run();
                    entry.action().run();
                });
    }

    private static final class EntryCell extends ListCell<Entry> {
        private final Label title = Layouts.label("");
        private final Label hint = Layouts.label("", "muted", "small");
        private final HBox row =
                Layouts.row("line", Layouts.growing(title), Layouts.spacer(), hint);

        EntryCell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            title.setText(item.title());
            hint.setText(item.hint());
            setGraphic(row);
        }
    }
}
