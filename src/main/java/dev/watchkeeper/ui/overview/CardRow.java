package dev.watchkeeper.ui.overview;

import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import java.util.List;
import java.util.function.Consumer;

/// The cards side by side; a click opens the screen behind one.
final class CardRow extends HBox {
    private final Consumer<String> goTo;
    private List<Summary.Card> shown = List.of();

    CardRow(Consumer<String> goTo) {
        this.goTo = goTo;
        getStyleClass().add("cards");
    }

    void show(List<Summary.Card> cards) {
        if (!cards.equals(shown)) {
            shown = cards;
            getChildren().setAll(cards.stream().map(this::card).toList());
        }
    }

    private Button card(Summary.Card card) {
        Button button = new Button();
        button.getStyleClass().setAll("button", "card", card.mark().word());
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        var shape = new MarkShape(card.mark(), 16);
        var number = Layouts.label(number(card), "card-number");
        var row = Layouts.row("card-row", number, Layouts.spacer(), shape);
        button.setGraphic(
                Layouts.column(
                        "card-words",
                        Layouts.label(card.title(), "card-title"),
                        row,
                        Layouts.label(card.detail(), "muted", "small")));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setPrefWidth(200);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.setOnAction(e -> goTo.accept(card.screen()));
        button.setAccessibleText(
                card.title()
                        + ": "
                        + (card.wrong().isPresent() ? number(card) + " wrong, " : "not known, ")
                        + card.mark().word()
                        + ", "
                        + card.detail());
        return button;
    }

    private static String number(Summary.Card card) {
        return card.wrong().isPresent() ? "%,d".formatted(card.wrong().getAsInt()) : "–";
    }
}
