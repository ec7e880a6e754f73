package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.SupervisionAnswer;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// One of the three questions with its answer, which grows old by itself.
final class AnswerCard extends VBox {
    private final Ages ages;
    private final String question;
    private final MarkShape shape = new MarkShape(Mark.UNKNOWN, 20);
    private final Label word = Layouts.label("", "answer-word");
    private final Label reason = Layouts.wrapped("", "answer-reason");
    private final AgeLabel age;
    private final InvalidationListener beat = b -> age();
    private Optional<SupervisionAnswer> answer = Optional.empty();

    AnswerCard(Ages ages, String id, String question) {
        this.ages = ages;
        this.question = question;
        age = new AgeLabel(ages);
        setId(id);
        word.setWrapText(true);
        setMinWidth(0);
        getChildren()
                .addAll(
                        Layouts.row(
                                "line",
                                Layouts.label(question, "card-title"),
                                Layouts.spacer(),
                                age),
                        Layouts.row("line", shape, Layouts.growing(word)),
                        reason);
        ages.beat().addListener(new WeakInvalidationListener(beat));
    }

    void show(SupervisionAnswer now) {
        answer = Optional.of(now);
        draw();
    }

    private void age() {
        ages.beat().get();
        draw();
    }

    private void draw() {
        answer.map(a -> a.asOf(ages.now())).ifPresent(this::draw);
    }

    private void draw(SupervisionAnswer now) {
        shape.show(Shown.mark(now));
        word.setText(now.word());
        reason.setText(now.text());
        now.at().ifPresentOrElse(age::show, age::clear);
        getStyleClass().setAll("answer", Shown.mark(now).word());
        setAccessibleText(question + " " + now.word() + ". " + now.text());
    }
}
