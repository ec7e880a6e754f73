package dev.watchkeeper.ui.shell;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import java.util.List;

/// Lists what is running before the window closes.
final class ClosingQuestion extends VBox {
    private final Button stay = new Button("Stay");

    ClosingQuestion(List<Job> running, Ages ages, Runnable staying, Runnable closing) {
        getStyleClass().add("dialog-card");
        setId("closing-question");
        setAccessibleRole(AccessibleRole.DIALOG);
        String what = running.size() == 1 ? "a job is" : running.size() + " jobs are";
        getChildren().add(Layouts.wrapped("Close while " + what + " running?", "dialog-title"));
        for (Job job : running) {
            getChildren()
                    .add(
                            Layouts.column(
                                    "preview-step",
                                    Layouts.wrapped(job.title(), "strong"),
                                    Layouts.label(job.elapsed(ages.now()), "muted")));
        }
        Button close =
                new Button(running.size() == 1 ? "Cancel it and close" : "Cancel them and close");
        close.getStyleClass().add("danger");
        close.setId("close-anyway");
        close.setOnAction(e -> {
            close.setText("Cancelling…");
            close.setDisable(true);
            closing.run();
        });
        stay.setId("stay");
        stay.setOnAction(e -> staying.run());
        getChildren()
                .addAll(
                        Layouts.wrapped(
                                "What is cancelled gets a moment to tell what is left on its host,"
                                        + " for the audit record.",
                                "muted"),
                        Layouts.row("dialog-buttons", Layouts.spacer(), stay, close));
    }

    Button stayButton() {
        return stay;
    }
}
