package dev.watchkeeper.ui.findings;

import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.remedy.RemedyStep;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;
import dev.watchkeeper.ui.fx.Spans;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Shows exactly what a plan would do. Its title is the question; the focus is on Cancel.
final class PreviewDialog extends VBox {
    private final Button cancel = new Button("Cancel");
    private final Button confirm = new Button("Run");
    private final TextField typed = new TextField();

    /// @param confirmed receives what was typed, which is empty when nothing had to be
    PreviewDialog(RemedyPlan plan, Runnable cancelled, Consumer<String> confirmed) {
        getStyleClass().add("dialog-card");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(plan.question());
        setId("preview");
        getChildren().add(Layouts.wrapped(plan.question(), "dialog-title"));
        getChildren().add(steps(plan.steps()));
        if (!plan.loss().isEmpty()) {
            getChildren().add(loss(plan.loss()));
        }
        plan.typedConfirmation().ifPresent(word -> getChildren().add(confirmation(word)));
        getChildren().add(buttons(plan, cancelled, confirmed));
    }

    Button cancelButton() {
        return cancel;
    }

    private static Node steps(List<RemedyStep> steps) {
        VBox all = Layouts.column("preview-steps");
        for (int i = 0; i < steps.size(); i++) {
            all.getChildren().add(step(steps.get(i), steps.size() > 1 ? (i + 1) + ". " : ""));
        }
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.getStyleClass().add("preview-scroll");
        VBox.setVgrow(scroll, javafx.scene.layout.Priority.SOMETIMES);
        return scroll;
    }

    private static Node step(RemedyStep step, String number) {
        String commands = CommandText.of(step.commands());
        Label text = Layouts.wrapped(CommandText.shortened(commands), "mono", "command");
        text.setMaxWidth(Double.MAX_VALUE);
        var facts =
                Layouts.row(
                        "facts",
                        fact("host", step.host()),
                        fact("user", step.user()),
                        fact("timeout", Spans.clock(step.timeout())),
                        Layouts.spacer(),
                        Clip.button("Copy", () -> commands));
        return Layouts.column(
                "preview-step", Layouts.wrapped(number + step.purpose(), "strong"), facts, text);
    }

    private static Node fact(String name, String value) {
        return Layouts.row(
                "fact", Layouts.label(name, "muted"), Layouts.label(value, "strong", "mono"));
    }

    private static Node loss(String loss) {
        return Layouts.row(
                "loss",
                new MarkShape(Mark.HIGH, 14),
                Layouts.growing(Layouts.wrapped("What is lost: " + loss)));
    }

    private Node confirmation(String word) {
        Label ask = Layouts.wrapped("Type " + word + " to confirm");
        ask.setLabelFor(typed);
        typed.setId("typed-confirmation");
        typed.setPromptText(word);
        typed.getStyleClass().add("mono");
        typed.setAccessibleText("Type " + word + " to confirm");
        confirm.setDisable(true);
        typed.textProperty().addListener((o, was, is) -> confirm.setDisable(!is.equals(word)));
        typed.setOnAction(e -> confirm.fire());
        return Layouts.column("confirmation", ask, typed);
    }

    private Node buttons(RemedyPlan plan, Runnable cancelled, Consumer<String> confirmed) {
        Optional<String> word = plan.typedConfirmation();
        cancel.setCancelButton(true);
        cancel.setId("preview-cancel");
        cancel.setOnAction(e -> cancelled.run());
        confirm.setId("preview-run");
        confirm.getStyleClass().add(word.isPresent() ? "danger" : "accent");
        int n = plan.steps().size();
        confirm.setText(n == 1 ? "Run it and verify" : "Run " + n + " steps and verify");
        confirm.setOnAction(e -> {
            confirm.setDisable(true);
            confirmed.accept(word.isPresent() ? typed.getText() : "");
        });
        return Layouts.row("dialog-buttons", Layouts.spacer(), cancel, confirm);
    }
}
