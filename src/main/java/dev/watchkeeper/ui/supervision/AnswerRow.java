package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.SupervisionAnswers;
import dev.watchkeeper.ui.fx.Ages;

import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The three questions, side by side and of one width, with the answers of all systems together.
final class AnswerRow extends GridPane {
    private static final int QUESTIONS = 3;

    private final AnswerCard alive;
    private final AnswerCard covering;
    private final AnswerCard pages;

    AnswerRow(Ages ages) {
        alive = new AnswerCard(ages, "answer-alive", "Alive?");
        covering = new AnswerCard(ages, "answer-covering", "Covering?");
        pages = new AnswerCard(ages, "answer-pages", "Would it page?");
        getStyleClass().add("answers");
        for (int i = 0; i < QUESTIONS; i++) {
            var third = new ColumnConstraints();
            third.setPercentWidth(100.0 / QUESTIONS);
            third.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(third);
        }
        addRow(0, alive, covering, pages);
        setMinHeight(USE_PREF_SIZE);
    }

    void show(SupervisionAnswers answers) {
        alive.show(answers.alive());
        covering.show(answers.covering());
        pages.show(answers.pages());
    }
}
